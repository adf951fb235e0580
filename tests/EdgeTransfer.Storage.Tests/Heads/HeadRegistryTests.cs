using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Commands;
using EdgeTransfer.Storage.Policies;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Heads;

public sealed class HeadRegistryTests : IDisposable
{
    private readonly Device _device = new();

    private HeadRegistry Registry => new(_device.Database);

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task Activate_Passed_WritesStatePolicyHistoryPinAndLogTogether()
    {
        await AddAsync("h1");

        var activated = await ActivateAsync("h1");

        activated.Value.ShouldBe(new Activation(1, Some.Start, "h1", "p-h1", null, "anna", null, ActivationKind.Swap));
        _device.Restart();
        var status = Registry.Status("gear");
        (status.Last, status.Active!.State, status.Pinned, status.Previous, status.Waiting).ShouldBe((activated.Value, HeadState.Active, "h1", null, null));
        _device.Number("SELECT COUNT(*) FROM policy WHERE version = 'p-h1'").ShouldBe(1, "the policy came with the gate, and is not laid twice");
        Log().ShouldBe(["gate h1 anna", "pin h1 device", "swap h1 anna"]);
    }

    [Fact]
    public async Task Activate_Second_RetiresTheFirstAndLeavesThePin()
    {
        await AddAsync("h1");
        await AddAsync("h2");
        await ActivateAsync("h1");

        (await ActivateAsync("h2")).Value!.Previous.ShouldBe("h1");

        var status = Registry.Status("gear");
        (status.Active!.Version, status.Previous, status.Pinned).ShouldBe(("h2", "h1", "h1"));
        Registry.Find("gear", "h1")!.State.ShouldBe(HeadState.Retired);
        Registry.Find("other", "h1").ShouldBeNull();
    }

    [Fact]
    public async Task Activate_FirstOfAnotherFeatureSpace_BecomesThePin()
    {
        await AddAsync("h1");
        await AddAsync("h2", key: "k2");
        await ActivateAsync("h1");

        await ActivateAsync("h2");

        Registry.Status("gear").Pinned.ShouldBe("h2");
    }

    [Fact]
    public async Task Activate_StateHasChangedSinceTheWarrant_WritesNothing()
    {
        await AddAsync("h1", HeadState.Waiting);
        var warrant = WarrantFor("h1");
        (await Registry.MoveAsync(Registry.Find("gear", "h1")!, HeadState.Rejected, Some.Start)).ShouldBeTrue();

        var activated = await Registry.ActivateAsync(new("gear", warrant, Policy("h1"), Some.Start) { Reply = Reply(1) });

        activated.Refusal!.Kind.ShouldBe(RefusalKind.NotNow);
        Registry.History("gear").ShouldBeEmpty();
        (await new ReplyStore(_device.Database).FindAsync(Some.Id(1))).ShouldBeNull();
    }

    [Fact]
    public async Task Activate_BackFromAnother_BarsItAndCanBeAskedOnce()
    {
        await AddAsync("h1");
        await AddAsync("h2");
        await ActivateAsync("h1");
        await ActivateAsync("h2");
        var ruling = Warrant.OfRollback(Registry.Candidate("gear", "h1")!, Warrant.Device, "it misses more than the gate said.");
        var order = new ActivationOrder("gear", ruling.Warrant!, Policy("h1"), Some.Start) { From = "h2", Bar = "it misses more than the gate said.", Reply = Reply(1) };

        (await Registry.ActivateAsync(order)).IsOk.ShouldBeTrue();

        _device.Restart();
        Registry.Find("gear", "h2")!.ShouldSatisfyAllConditions(h => h.State.ShouldBe(HeadState.Retired), h => h.Barred.ShouldBe("it misses more than the gate said."));
        (await new ReplyStore(_device.Database).FindAsync(Some.Id(1))).ShouldBe(Reply(1));
        Log()[^1].ShouldBe("rollback h1 device");
        (await Registry.ActivateAsync(order)).Refusal!.Kind.ShouldBe(RefusalKind.NotNow, "its warrant was for a head that did not judge");
    }

    [Fact]
    public async Task Activate_BarredSinceTheWarrant_WritesNothing()
    {
        await AddAsync("h1");
        await AddAsync("h2");
        await ActivateAsync("h2");
        await ActivateAsync("h1");
        var warrant = WarrantFor("h2");
        await ActivateAsync("h2");
        var back = Warrant.OfRollback(Registry.Candidate("gear", "h1")!, Warrant.Device, "it misses more").Warrant!;
        (await Registry.ActivateAsync(new("gear", back, Policy("h1"), Some.Start) { Bar = "it misses more" })).IsOk.ShouldBeTrue();

        var activated = await Registry.ActivateAsync(new("gear", warrant, Policy("h2"), Some.Start));

        activated.Refusal!.Kind.ShouldBe(RefusalKind.NotNow);
        Registry.Status("gear").Active!.Version.ShouldBe("h1");
    }

    [Fact]
    public async Task Activate_LogCannotBeWritten_LeavesAllAsItWas()
    {
        await AddAsync("h1");
        await AddAsync("h2");
        await ActivateAsync("h1");
        _device.Execute("CREATE TRIGGER no_log BEFORE INSERT ON log WHEN new.kind = 'swap' BEGIN SELECT RAISE(ABORT, 'full'); END");

        await Should.ThrowAsync<SqliteException>(Registry.ActivateAsync(new("gear", WarrantFor("h2"), Policy("h2") with { Version = "p-h2-2" }, Some.Start) { Bar = "it misses more", Reply = Reply(1) }));

        var status = Registry.Status("gear");
        (status.Active!.Version, status.Active.Barred, status.Last!.Version, Registry.Find("gear", "h2")!.State).ShouldBe(("h1", null, "h1", HeadState.Passed));
        _device.Number("SELECT COUNT(*) FROM policy WHERE version = 'p-h2-2'").ShouldBe(0);
        (await new ReplyStore(_device.Database).FindAsync(Some.Id(1))).ShouldBeNull();
    }

    [Fact]
    public async Task Activate_WithANewPolicy_LaysIt()
    {
        await AddAsync("h1");
        _device.Number("SELECT COUNT(*) FROM policy WHERE version = 'p-h1'").ShouldBe(1, "it came with the gate");

        await Registry.ActivateAsync(new("gear", WarrantFor("h1"), Policy("h1") with { Version = "p-h1-2" }, Some.Start));

        _device.Number("SELECT COUNT(*) FROM policy WHERE version = 'p-h1-2'").ShouldBe(1);
        Registry.Status("gear").Last!.Policy.ShouldBe("p-h1-2");
    }

    [Fact]
    public async Task Move_HeadThatStandsOtherwiseOrIntoService_IsRefused()
    {
        await AddAsync("h1", HeadState.Waiting);
        var seen = Registry.Find("gear", "h1")!;

        (await Registry.MoveAsync(seen, HeadState.Active, Some.Start)).ShouldBeFalse("only a warrant activates");
        (await Registry.MoveAsync(seen, HeadState.Rejected, Some.Start)).ShouldBeTrue();
        (await Registry.MoveAsync(seen, HeadState.Passed, Some.Start)).ShouldBeFalse();

        Registry.Find("gear", "h1")!.State.ShouldBe(HeadState.Rejected);
    }

    [Fact]
    public async Task Activate_FromAHeadThatJudgesNoMore_IsRefused()
    {
        await AddAsync("h1");
        await AddAsync("h2");
        await ActivateAsync("h1");

        var activated = await Registry.ActivateAsync(new("gear", WarrantFor("h2"), Policy("h2"), Some.Start) { From = "h3" });

        activated.Refusal!.Message.ShouldContain("Head h3 does not judge any more, but h1");
        Registry.Status("gear").Active!.Version.ShouldBe("h1");
    }

    [Fact]
    public async Task Add_SecondThatWaits_TakesThePlaceOfTheFirst()
    {
        await AddAsync("h1", HeadState.Waiting);

        await AddAsync("h2", HeadState.Waiting);

        Registry.Status("gear").Waiting!.Version.ShouldBe("h2");
        Registry.Find("gear", "h1")!.State.ShouldBe(HeadState.Passed);
        (await Registry.AddAsync(Row("h2", HeadState.Passed), Policy("h2"))).ShouldNotBeNull().Kind.ShouldBe(RefusalKind.NotNow);
    }

    [Fact]
    public async Task Move_ToWaitWhileAnotherWaits_TakesItsPlace()
    {
        await AddAsync("h1", HeadState.Waiting);
        await AddAsync("h2", HeadState.OnTrial);

        (await Registry.MoveAsync(Registry.Find("gear", "h2")!, HeadState.Waiting, Some.Start)).ShouldBeTrue();

        Registry.Status("gear").Waiting!.Version.ShouldBe("h2");
        Registry.Find("gear", "h1")!.State.ShouldBe(HeadState.Passed);
    }

    [Fact]
    public async Task Pin_AnotherHead_IsLoggedWithTheOneBefore()
    {
        await AddAsync("h1");
        await AddAsync("h2");
        await ActivateAsync("h1");

        await Registry.PinAsync(Registry.Find("gear", "h2")!, "bert", "released by quality", Some.Start, Reply(2));

        Registry.Status("gear").Pinned.ShouldBe("h2");
        Log()[^1].ShouldBe("pin h2 bert");
        (await new ReplyStore(_device.Database).FindAsync(Some.Id(2))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Adopt_FoundAndGone_AreKept()
    {
        await AddAsync("h1");

        await Registry.AdoptAsync([Row("h0", HeadState.Retired) with { Decision = null }], [Registry.Find("gear", "h1")!], Some.Start);

        Registry.List("gear").Select(h => (h.Version, h.State)).ShouldBe([("h0", HeadState.Retired), ("h1", HeadState.Deleted)]);
        Registry.Candidate("gear", "h0")!.HasJudged.ShouldBeTrue("an older release has activated it");
    }

    [Theory]
    [InlineData("UPDATE activation SET version = 'h9'", "append-only")]
    [InlineData("DELETE FROM activation", "append-only")]
    [InlineData("UPDATE pin SET version = 'h9'", "append-only")]
    [InlineData("DELETE FROM pin", "append-only")]
    [InlineData("DELETE FROM head", "stay in the registry")]
    [InlineData("UPDATE head SET state = 'active'", "UNIQUE")]
    public async Task Database_HistoryChanged_Refuses(string sql, string said)
    {
        await AddAsync("h1");
        await AddAsync("h2");
        await ActivateAsync("h1");

        Should.Throw<SqliteException>(() => _device.Execute(sql)).Message.ShouldContain(said);
    }

    [Fact]
    public async Task Replies_MoreThanAreKept_TheOldestGo()
    {
        var store = new ReplyStore(_device.Database);
        await store.SaveAsync(Reply(1));
        _device.Execute($"UPDATE command SET seq = -{ReplyStore.Kept}");

        await store.SaveAsync(Reply(2));
        await store.SaveAsync(Reply(2) with { Reply = "another" });

        (await store.FindAsync(Some.Id(1))).ShouldBeNull();
        (await store.FindAsync(Some.Id(2))).ShouldBe(Reply(2), "the first answer stays");
    }

    private static HeadRow Row(string version, HeadState state, string key = "k1") =>
        new("gear", version, null, key, "data", Some.Start, "test", "{}", state, Some.Start) { Decision = GateDecision.Passed, Sentence = $"{version} passed", Gate = """{"passed":true}""" };

    private static PolicyRow Policy(string head) => new("gear", $"p-{head}", head, "{}", "anna", Some.Start);

    private static StoredReply Reply(int number) => new(Some.Id(number), "top", "rollback", "digest", Some.Start, """{"status":"accepted"}""");

    private Warrant WarrantFor(string version) => Warrant.OfPerson(Registry.Candidate("gear", version)!, "anna", isOverride: false, reason: null).Warrant.ShouldNotBeNull();

    private async Task AddAsync(string version, HeadState state = HeadState.Passed, string key = "k1") =>
        (await Registry.AddAsync(Row(version, state, key), Policy(version))).ShouldBeNull();

    private Task<Result<Activation>> ActivateAsync(string version) => Registry.ActivateAsync(new("gear", WarrantFor(version), Policy(version), Some.Start));

    private IReadOnlyList<string> Log()
    {
        using var connection = new SqliteConnection($"Data Source={_device.DatabaseFile};Pooling=False");
        return [.. Dapper.SqlMapper.Query<string>(connection, "SELECT kind || ' ' || subject || ' ' || COALESCE(name, said_by) FROM log LEFT JOIN operator ON key = said_by ORDER BY seq")];
    }
}
