using System.Text.Json.Serialization;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Storage.Database;

namespace EdgeTransfer.Storage.Labels;

/// <summary>What the log tells of a label; what is null is left out.</summary>
internal sealed record LabelEntry(
    Guid Id,
    string Class,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Was,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? WasBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    string Channel,
    string Judged,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? JudgedBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FrameBox>? Marks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Import)
{
    /// <summary>Of a label, the class and operator's key of the one before, and the id of the import that it came by.</summary>
    public static LabelEntry Of(Label label, string? was, string? wasBy, string? import) => new(
        label.Id, label.Class, was, wasBy, label.Role, label.Reason, label.Channel, Columns.Word(label.Judged), label.JudgedBy, label.Marks.Count > 0 ? label.Marks : null, import);
}
