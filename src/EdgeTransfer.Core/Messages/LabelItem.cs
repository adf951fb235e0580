using System.Text.Json.Serialization;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Messages;

/// <summary>One label of a <see cref="LabelsCommand"/>.</summary>
/// <param name="PartId">The part.</param>
/// <param name="Label"><c>ok</c> or a defect class.</param>
/// <param name="Marks">As in <see cref="LabelCommand"/>.</param>
/// <param name="Reason">Likewise.</param>
public sealed record LabelItem(
    string PartId, string Label, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FrameBox>? Marks = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);
