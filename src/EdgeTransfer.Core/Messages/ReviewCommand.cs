namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/review</c>: asks which labels deserve a second look, and which parts a first.</summary>
/// <param name="Limit">At most so many of each; 1 to <see cref="MaxLimit"/>.</param>
public sealed record ReviewCommand(int Limit = ReviewCommand.DefaultLimit)
{
    /// <summary>Of each in an answer that says nothing else.</summary>
    public const int DefaultLimit = 20;

    /// <summary>Most of each in an answer.</summary>
    public const int MaxLimit = 200;

    /// <summary>What breaks the contract; null when nothing does.</summary>
    public string? Error() => Limit is < 1 or > MaxLimit ? $"'limit' must be 1 to {MaxLimit}." : null;
}
