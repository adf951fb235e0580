using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Watching;

namespace EdgeTransfer.Storage.Watching;

public sealed class WatchStoreTests : IDisposable
{
    private readonly Device _device = new();

    private WatchStore Store => new(_device.Database, _device.Outbox);

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task SaveAsync_BySecondObject_KeepsTheLastStandOfEachStation()
    {
        await Store.SaveAsync([], [new("s1", "{1}", Some.Start), new("s2", "{2}", Some.Start)], []);
        await Store.SaveAsync([], [new("s1", "{3}", Some.Start.AddSeconds(1))], []);

        _device.Restart();

        (await Store.FindAsync("s1")).ShouldBe(new("s1", "{3}", Some.Start.AddSeconds(1)));
        await Store.ForgetAsync("s1");
        (await Store.FindAsync("s1")).ShouldBeNull();
        (await Store.FindAsync("s2"))!.Json.ShouldBe("{2}");
    }

    [Fact]
    public async Task SaveAsync_WithAlert_PutsItIntoTheOutbox()
    {
        await Store.SaveAsync([], [new("s1", "{}", Some.Start)], [Some.Alert(1)]);

        _device.Outbox.Count.ShouldBe(1);
        (await _device.Outbox.PeekAsync(10, [], TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Id.ShouldBe(Some.Id(1));
    }

    [Fact]
    public async Task SaveAsync_AlertThatCannotBeStored_LeavesNothing()
    {
        await Store.SaveAsync([], [], [Some.Alert(1)]);

        await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(Store.SaveAsync([Part(1)], [new("s1", "{}", Some.Start)], [Some.Alert(1)]));

        (await Store.FindAsync("s1")).ShouldBeNull();
        (await Store.UnlabelledAsync("gear", 10)).ShouldBeEmpty();
        _device.Outbox.Count.ShouldBe(1);
    }

    [Fact]
    public async Task UnlabelledAsync_SomeLabelled_GivesTheOthersNewestFirst()
    {
        var notANumber = Part(4) with { ShadowScore = double.NaN };
        await Store.SaveAsync([Part(1), Part(2), Part(3), notANumber, Part(5) with { Product = "other" }], [], []);
        _device.Execute(
            """
            INSERT INTO sample (part_id, product, at, feature_key, bytes) VALUES ('s1-2', 'gear', '2026-01-01T00:00:00.0000000Z', 'k1', 1);
            INSERT INTO label (id, part_id, class, said_by, channel, at, judged) VALUES ('i1', 's1-2', 'ok', 'ann', 'mqtt', '2026-01-01T00:00:00.0000000Z', 'NG');
            """);

        _device.Restart();

        (await Store.UnlabelledAsync("gear", 10)).ShouldBe([notANumber, Part(3), Part(1)]);
        (await Store.UnlabelledAsync("gear", 1)).ShouldBe([notANumber]);
    }

    [Fact]
    public async Task SaveAsync_SameDisagreementAgain_KeepsTheFirst()
    {
        await Store.SaveAsync([Part(1)], [], []);
        await Store.SaveAsync([Part(1) with { Score = 9 }, Part(1) with { Shadow = "h9" }], [], []);

        (await Store.UnlabelledAsync("gear", 10)).ShouldBe([Part(1) with { Shadow = "h9" }, Part(1)]);
    }

    private static Disagreement Part(int number) => new(
        $"s1-{number}", "s1", "gear", Some.Start.AddSeconds(number), ShadowPurpose.Watch, "h2", "h1", Verdict.Ok, Verdict.Unsure, 0.5 + number, 1.25);
}
