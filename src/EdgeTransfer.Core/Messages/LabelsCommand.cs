using System.Text.Json.Serialization;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/labels</c>: many labels at once, taken in one transaction.</summary>
/// <param name="Id">Id of the command; each label gets one of its own from it and from its place.</param>
/// <param name="By">Who says so.</param>
/// <param name="Labels">1 to <see cref="MaxCount"/>; of two for one part the later counts.</param>
/// <param name="AllOrNothing">With one that cannot be taken none is; left out: the others are.</param>
/// <param name="Role">In which role, as in <c>quality</c>. May be left out.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record LabelsCommand(
    Guid Id, string By, IReadOnlyList<LabelItem> Labels, bool AllOrNothing = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <summary>Most labels in one command.</summary>
    public const int MaxCount = 1000;

    /// <inheritdoc/>
    public PayloadError? Check()
    {
        if (Fields.Name("role", Role, Label.MaxRoleLength) is { } role)
        {
            return role;
        }

        if (Labels.Count is 0 or > MaxCount)
        {
            return new("$.labels", $"{Labels.Count} labels; 1 to {MaxCount} are taken.");
        }

        foreach (var (index, item) in Labels.Index())
        {
            // The serialiser lets null through in a list.
            if ((item is null ? new("$", "The label is null.") : Fields.Name("partId", item.PartId) ?? Fields.Label(item.Label, item.Reason) ?? Fields.Marks(item.Marks)) is { } error)
            {
                return error with { Path = $"$.labels[{index}]{error.Path[1..]}" };
            }
        }

        return null;
    }
}
