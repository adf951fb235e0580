using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Storage.Database;

namespace EdgeTransfer.Storage.Labels;

/// <summary>A label as it is stored, with the name of its operator while that is known.</summary>
internal sealed record LabelRow(
    long Seq, string Id, string Part_Id, string Class, string Said_By, string? Name, string Channel, string At, string Judged, string? Judged_By, string? Marks, string? Role, string? Reason)
{
    public const string Select =
        "SELECT seq, id, part_id, class, said_by, name, channel, at, judged, judged_by, marks, role, reason FROM label LEFT JOIN operator ON key = said_by ";

    public Label ToLabel() => new(Guid.Parse(Id), Part_Id, Class, Name ?? Said_By, Channel, Columns.Time(At), Columns.Word<Verdict>(Judged), Judged_By)
    {
        Role = Role, Reason = Reason, Marks = Columns.Record<IReadOnlyList<FrameBox>>(Marks) ?? [],
    };

    public LabelBefore ToBefore() => new(Class, Name ?? Said_By, Columns.Time(At));
}
