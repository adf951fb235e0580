using EdgeTransfer.Core.Inspecting;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Inspections;

public sealed class InspectionStoreTests : IDisposable
{
    private readonly Device _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task FindAsync_BySecondObject_GivesEveryField()
    {
        var full = Some.Inspection(1) with { Verdict = Verdict.Unsure, Detail = "Größe 5 µm, it's \"odd\"", At = Some.Start.ToOffset(TimeSpan.FromHours(2)) };
        var bare = Some.Inspection(2) with
        {
            Verdict = Verdict.NotInspected, Reason = NotInspectedReason.NotTaught, Detail = null, Scores = null, Times = null, Judges = new(null, null, "r", "c"),
        };
        await _device.Inspections.RecordAsync([new(full, []), new(bare, [])]);

        _device.Restart();

        (await _device.Inspections.FindAsync("s1-1")).ShouldBe(full);
        (await _device.Inspections.FindAsync("s1-2")).ShouldBe(bare);
        (await _device.Inspections.FindAsync("s1-3")).ShouldBeNull();
    }

    [Fact]
    public async Task FindAsync_Regions_ComeBack()
    {
        var region = new DefectRegion(120.5, 31.25, new(10.5f, 7), new(12, 8.1f), [new(5, 6), new(20, 6), new(20, 14.9f)]);
        await _device.Inspections.RecordAsync([new(Some.Inspection(1) with { Regions = [region] }, [])]);

        var read = (await _device.Inspections.FindAsync("s1-1"))!.Regions!.ShouldHaveSingleItem();

        read.Outline.ShouldBe(region.Outline);
        (read with { Outline = region.Outline }).ShouldBe(region);
    }

    [Fact]
    public async Task FindAsync_EveryVerdictAndReason_ComesBack()
    {
        var all = Enum.GetValues<Verdict>().SelectMany(v => Enum.GetValues<NotInspectedReason>().Select(r => (v, r)))
            .Select((x, i) => Some.Inspection(i) with { Verdict = x.v, Reason = x.r }).ToList();
        await _device.Inspections.RecordAsync([.. all.Select(i => new RecordedInspection(i, []))]);

        (await _device.Inspections.LatestAsync("s1", 1000)).Reverse().ShouldBe(all);
    }

    [Fact]
    public async Task RecordAsync_ScoresThatAreNoNumbers_AreKept()
    {
        var odd = Some.Inspection(1) with { Scores = new(double.NaN, double.PositiveInfinity, double.NegativeInfinity, null) };

        await _device.Inspections.RecordAsync([new(odd, [])]);

        (await _device.Inspections.FindAsync("s1-1")).ShouldBe(odd);
    }

    [Fact]
    public async Task RecordAsync_AlertIdTwiceInTheBatch_LeavesNeitherInspectionNorAlert()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1)]);

        await Should.ThrowAsync<SqliteException>(_device.Inspections.RecordAsync([Some.Recorded(2, 2), Some.Recorded(3, 3), Some.Recorded(4, 2)]));

        _device.Outbox.Count.ShouldBe(1);
        _device.Number("SELECT COUNT(*) FROM inspection").ShouldBe(1);
        _device.Number("SELECT COUNT(*) FROM outbox").ShouldBe(1);
        await _device.Inspections.RecordAsync([Some.Recorded(2, 2)]);
        _device.Outbox.Count.ShouldBe(2);
    }

    [Fact]
    public async Task RecordAsync_InspectionFails_LeavesNoAlertOfTheBatch()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1)]);

        await Should.ThrowAsync<SqliteException>(_device.Inspections.RecordAsync([Some.Recorded(2, 2), Some.Recorded(1, 1)]));

        (await _device.Outbox.PeekAsync(10, [], default)).ShouldBeEmpty();
        (await _device.Inspections.FindAsync("s1-2")).ShouldBeNull();
    }

    [Fact]
    public async Task RecordAsync_TriggerTwiceAtOneStation_IsRefused()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1)]);

        var repeat = Some.Inspection(1) with { Id = Some.Id(1), PartId = "other" };
        (await Should.ThrowAsync<SqliteException>(_device.Inspections.RecordAsync([new(repeat, [])]))).Message.ShouldContain("inspection.station, inspection.trigger");
        await _device.Inspections.RecordAsync([new(repeat with { Station = "s2" }, [])]);
    }

    [Fact]
    public async Task RecordAsync_PartTwice_IsRefused()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1)]);

        var repeat = Some.Inspection(2) with { PartId = "s1-1" };
        (await Should.ThrowAsync<SqliteException>(_device.Inspections.RecordAsync([new(repeat, [])]))).Message.ShouldContain("inspection.part_id");
    }

    [Fact]
    public async Task LatestAsync_ManyOfTwoStations_GivesTheNewestOfTheOneFirst()
    {
        foreach (var trigger in new long[] { 2, 10, 1, 9 })
        {
            await _device.Inspections.RecordAsync([Some.Recorded(trigger)]);
        }

        await _device.Inspections.RecordAsync([new(Some.Inspection(99, "s2"), [])]);

        (await _device.Inspections.LatestAsync("s1", 3)).Select(i => i.Trigger).ShouldBe([10, 9, 2]);
        (await _device.Inspections.LatestAsync("s3", 3)).ShouldBeEmpty();
    }

    [Fact]
    public async Task LatestScoresAsync_OfAHead_AreItsOwnNewestFirst()
    {
        var none = Some.Inspection(9) with { Verdict = Verdict.NotInspected, Scores = null };
        var odd = Judged(5, double.NaN);
        await _device.Inspections.RecordAsync(
            [new(Judged(1, 1), []), new(Judged(2, 2), []), new(Judged(3, 3, head: "h2"), []), new(Judged(4, 4, station: "s2"), []), new(odd, []), new(none, [])]);

        (await _device.Inspections.LatestScoresAsync("s1", "h1", 10)).ShouldBe([double.NaN, 2, 1]);
        (await _device.Inspections.LatestScoresAsync("s1", "h1", 2)).ShouldBe([double.NaN, 2]);
    }

    private static Inspection Judged(long trigger, double ng, string station = "s1", string head = "h1") =>
        Some.Inspection(trigger, station) with { Scores = new(ng, 0, null, null), Judges = new(head, "p", "r", "c") };
}
