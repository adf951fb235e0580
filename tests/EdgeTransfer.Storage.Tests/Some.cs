using System.Text;
using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Storage.Inspections;

namespace EdgeTransfer.Storage;

/// <summary>Values that differ in every field, made from a number.</summary>
internal static class Some
{
    public static DateTimeOffset Start { get; } = new DateTimeOffset(2026, 3, 29, 0, 59, 59, TimeSpan.Zero).AddTicks(1_234_567);

    public static Guid Id(int number) => new(number, 7, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    public static Inspection Inspection(long trigger, string station = "s1") => new()
    {
        Id = Guid.CreateVersion7(Start.AddSeconds(trigger)),
        Station = station,
        Trigger = trigger,
        PartId = $"{station}-{trigger}",
        Serial = $"A-{trigger}",
        Lot = "7",
        Product = "gear",
        Origin = "0001.png",
        At = Start.AddSeconds(trigger),
        Verdict = Verdict.Ok,
        Judges = new Judges("h1", "p1", "r1", "c1"),
        Scores = new Scores(0.1, 0.2, -3.5, "scratch"),
        Times = new StageTimes(1, 2, 3, 6.5),
    };

    public static OutboxMessage Alert(int number) =>
        new(Id(number), "edgetransfer/site/device/s1/alert", Encoding.UTF8.GetBytes($$"""{"number":{{number}}}"""), Start.AddSeconds(number));

    public static OutboxMessage Report(int number) => Alert(number) with { Topic = "edgetransfer/site/device/s1/report", Kind = OutboxKind.Report };

    public static RecordedInspection Recorded(long trigger, params int[] alerts) => new(Inspection(trigger), [.. alerts.Select(Alert)]);
}
