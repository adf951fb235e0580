using System.Text.Json.Serialization;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/label</c>.</summary>
/// <param name="Id">Id of the command: a repeat is answered, but is no second label.</param>
/// <param name="PartId">The part.</param>
/// <param name="Label"><c>ok</c> or a defect class.</param>
/// <param name="By">Who says so.</param>
/// <param name="Marks">Where the defect lies, in pixels of the original frame; at most <see cref="Labels.Marks.MaxCount"/>. May be left out.</param>
/// <param name="Role">In which role, as in <c>quality</c>. May be left out.</param>
/// <param name="Reason">Why, in the operator's words. May be left out.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record LabelCommand(
    Guid Id, string PartId, string Label, string By, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FrameBox>? Marks = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <inheritdoc/>
    public PayloadError? Check() => Fields.Name("partId", PartId) ?? Fields.Label(Label, Reason) ?? Fields.Name("role", Role, Labels.Label.MaxRoleLength) ?? Fields.Marks(Marks);
}
