using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/recipe</c>: the station makes another product, or looks at it otherwise.</summary>
/// <param name="Id">Id of the command: a repeat is answered as before and does nothing.</param>
/// <param name="By">Who asks for it.</param>
/// <param name="Recipe">Name of one of its recipes.</param>
/// <param name="Reason">Why. May be left out.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record RecipeCommand(
    Guid Id, string By, string Recipe, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <inheritdoc/>
    public PayloadError? Check() => Fields.Name("recipe", Recipe) ?? Fields.Reason(Reason);
}
