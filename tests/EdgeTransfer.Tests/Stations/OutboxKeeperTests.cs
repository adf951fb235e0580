using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Alerts;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Cli;
using EdgeTransfer.Tests.Line;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Tests.Stations;

public sealed class OutboxKeeperTests : IDisposable
{
    private const int Dropped = 1180, Full = 1181, HasRoom = 1182;
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly FakeTimeProvider _time = new(Start);
    private readonly CollectedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Keeper_MessagesDroppedByCountAndAge_EachToldOnceWithItsCount()
    {
        using var folder = new TemporaryFolder();
        using var database = LineDatabase.Open(folder.Path("line.db")).Value!;
        using var outbox = new OutboxStore(database, new() { Count = 3, Age = TimeSpan.FromDays(1), Full = OutboxFull.DropOldest });
        using var keeper = await StartAsync(outbox);
        await outbox.AddAsync([Alert(), Alert(), Alert(), Alert(), Alert()], TestContext.Current.CancellationToken);

        await TickAsync(() => _log.Of(Dropped).Any());
        _log.Of(Dropped).ShouldHaveSingleItem().ShouldStartWith("2 messages for the Broker were dropped unsent (Alert, limit: Count), 2 since the start");

        _time.Advance(TimeSpan.FromDays(1));
        await TickAsync(() => _log.Of(Dropped).Count() == 2);
        _log.Of(Dropped).Last().ShouldStartWith("3 messages for the Broker were dropped unsent (Alert, limit: Age), 3 since the start");
        outbox.Count.ShouldBe(0);
        await keeper.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Keeper_OutboxFullOfAlerts_ToldAtItsBeginAndEnd()
    {
        using var folder = new TemporaryFolder();
        using var database = LineDatabase.Open(folder.Path("line.db")).Value!;
        using var outbox = new OutboxStore(database, new() { Count = 2 });
        using var keeper = await StartAsync(outbox);
        OutboxMessage[] alerts = [Alert(), Alert()];
        await outbox.AddAsync(alerts, TestContext.Current.CancellationToken);

        await TickAsync(() => _log.Of(Full).Count() == 1);
        await outbox.AcknowledgeAsync([.. alerts.Select(a => a.Id)], Start, TimeSpan.Zero, TestContext.Current.CancellationToken);
        await keeper.StopAsync(CancellationToken.None);

        _log.Of(HasRoom).ShouldHaveSingleItem();
        _log.Of(Full).ShouldHaveSingleItem();
        _log.Of(Dropped).ShouldBeEmpty();
    }

    private async Task<OutboxKeeper> StartAsync(OutboxStore outbox)
    {
        var factory = LoggerFactory.Create(logging => logging.AddProvider(_log)); // disposed by nobody: the keeper outlives this call
        var keeper = new OutboxKeeper(outbox, _time, factory.CreateLogger<OutboxKeeper>());
        await keeper.StartAsync(CancellationToken.None);
        return keeper;
    }

    private Task TickAsync(Func<bool> holds) => Eventually.TrueAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            return holds();
        },
        "it is told",
        _log.ToString);

    private static OutboxMessage Alert() => new(Guid.CreateVersion7(), "t", [1], Start);
}
