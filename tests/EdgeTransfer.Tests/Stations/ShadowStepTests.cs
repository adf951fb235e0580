using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Watching;

namespace EdgeTransfer.Tests.Stations;

public sealed class ShadowStepTests : IAsyncLifetime
{
    private WatchedStation _line = null!;
    private string _strict = "";
    private string _lenient = "";

    public async ValueTask InitializeAsync()
    {
        _line = await WatchedStation.StartAsync();
        (_strict, _lenient) = (await _line.StoreAsync(passesOdd: false, "s"), await _line.StoreAsync(passesOdd: true, "le"));
    }

    public ValueTask DisposeAsync() => _line.DisposeAsync();

    [Fact]
    public async Task Run_HeadsDisagree_TheVerdictIsThatOfTheActiveOne()
    {
        await _line.ActivateAsync(_strict);
        var alone = new[] { _line.Pass(odd: false), _line.Pass(odd: true) };
        alone.ShouldAllBe(p => !p.Disagrees);

        await PublishAsync(_lenient);
        var beside = new[] { _line.Pass(odd: false), _line.Pass(odd: true) };

        beside.Select(p => p.Disagrees).ShouldBe([false, true]);
        beside.Select(p => p.Inspection.Verdict).ShouldBe([Verdict.Ok, Verdict.Unsure]);
        beside.Select(p => p.Inspection.Scores).ShouldBe(alone.Select(p => p.Inspection.Scores));
        beside.ShouldAllBe(p => p.Inspection.Judges.Head == _strict && p.Inspection.Judges.Policy == "p-" + _strict);
    }

    [Fact]
    public async Task Run_PartsWaiting_SkipsAndCountsIt()
    {
        await _line.ActivateAsync(_strict);
        await PublishAsync(_lenient);

        var (inspection, disagrees) = _line.Pass(odd: true, waiting: 1);

        (inspection.Verdict, disagrees).ShouldBe((Verdict.Unsure, false));
        (_line.Station.ShadowTally.Skipped, _line.Station.ShadowTally.Failed).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Run_SilentHeadFails_TheVerdictStandsAndItIsToldOnce()
    {
        await _line.ActivateAsync(_strict);
        _line.Station.Shadow.Publish(_line.Broken("broken"), WatchedStation.Passing("broken"), ShadowPurpose.Trial);

        var verdicts = Enumerable.Range(0, 3).Select(n => _line.Pass(odd: n == 1).Inspection.Verdict).ToList();

        verdicts.ShouldBe([Verdict.Ok, Verdict.Unsure, Verdict.Ok]);
        _line.Station.ShadowTally.Failed.ShouldBe(3);
        _line.Log.Of(1008).ShouldHaveSingleItem().ShouldContain("broken");
    }

    [Fact]
    public async Task Run_SilentHeadWithdrawnBetweenParts_IsFreedAndAsksNoMore()
    {
        await _line.ActivateAsync(_strict);
        await PublishAsync(_lenient);
        _line.Pass(odd: true).Disagrees.ShouldBeTrue();

        _line.Station.Shadow.Withdraw();

        _line.Pass(odd: true).Disagrees.ShouldBeFalse();
        _line.Station.Slot.HeadVersion.ShouldBe(_strict);
    }

    [Fact]
    public async Task Run_SilentHeadIsTheOneThatJudges_IsNotAsked()
    {
        await _line.ActivateAsync(_strict);
        await PublishAsync(_strict);

        _line.Pass(odd: true).Disagrees.ShouldBeFalse();

        _line.Offered.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_PartWithoutFeatures_IsNoFaultOfTheHead()
    {
        await _line.ActivateAsync(_strict);
        await PublishAsync(_lenient);

        _line.PassUnreadable();

        _line.Offered.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_OutcomeCannotBeTaken_IsCounted()
    {
        await _line.ActivateAsync(_strict);
        await PublishAsync(_lenient);
        _line.IsFull = true;

        _line.Pass(odd: true).Disagrees.ShouldBeTrue();

        (_line.Offered.Count, _line.Station.ShadowTally.Failed).ShouldBe((1, 1));
    }

    private async Task PublishAsync(string version)
    {
        var (head, policy) = await _line.LoadAsync(version);
        _line.Station.Shadow.Publish(head, policy, ShadowPurpose.Trial);
    }
}
