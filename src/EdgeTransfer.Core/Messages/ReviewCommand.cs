using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/review</c>: asks which labels deserve a second look, and which parts a first.</summary>
/// <param name="Id">Id of the command.</param>
/// <param name="By">Who asks.</param>
/// <param name="Limit">At most so many of each; 1 to <see cref="MaxLimit"/>.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record ReviewCommand(
    Guid Id, string By, int Limit = ReviewCommand.DefaultLimit, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <summary>Of each in an answer that says nothing else.</summary>
    public const int DefaultLimit = 20;

    /// <summary>Most of each in an answer.</summary>
    public const int MaxLimit = 200;

    /// <inheritdoc/>
    bool ICommand.OnlyAsks => true;

    /// <inheritdoc/>
    public PayloadError? Check() => Limit is < 1 or > MaxLimit ? new("$.limit", $"'limit' must be 1 to {MaxLimit}.") : null;
}
