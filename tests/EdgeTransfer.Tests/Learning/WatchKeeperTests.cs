using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Storage.Watching;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Learning;

public sealed class WatchKeeperTests : IAsyncLifetime
{
    private static readonly Prediction NoFall = new(0, 60);
    private static readonly Prediction NoRise = new(0, 200);

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
    public async Task Watch_NewHeadBeginsToMiss_IsRolledBackWithReasonAlertAndDisagreements()
    {
        await _line.SwapAsync(_strict, _lenient, NoFall, NoRise);

        await PassUntilDecidedAsync(n => n % 4 == 0);

        var (from, to, reason) = _line.Activator.Rollbacks.ShouldHaveSingleItem();
        (from, to).ShouldBe((_lenient, _strict));
        reason.ShouldContain("possible escapes that the gate did not predict");
        await ForgottenAsync();
        var alert = (await _line.AlertsAsync()).ShouldHaveSingleItem();
        (alert.Part, alert.Fault, alert.Rollback!.Head, alert.Rollback.To, alert.Rollback.Reason).ShouldBe((null, null, _lenient, _strict, reason));
        (_line.Told[^1].Decision, _line.Told[^1].Sentence).ShouldBe((WatchDecision.RollBack, reason));
        _line.Station.Shadow.HeadVersion.ShouldBeNull();
        var disagreements = await _line.Store.UnlabelledAsync("disc", 1000);
        disagreements.Count.ShouldBe((int)_line.Told[^1].Counts.OnlyActivePasses);
        disagreements.ShouldAllBe(d => d.Head == _lenient && d.Shadow == _strict && d.Purpose == ShadowPurpose.Watch && d.ShadowScore == d.Score);
    }

    [Fact]
    public async Task Watch_PredictedFallOfFalseRejects_Passes()
    {
        await _line.SwapAsync(_strict, _lenient, passed: new(55, 60), NoRise, new() { Parts = 60 });

        for (var n = 0; n < 60; n++)
        {
            _line.Pass(odd: n % 4 == 0);
        }

        await EndedAsync();
        _line.Told[^1].Decision.ShouldBe(WatchDecision.Passed);
        _line.Told[^1].Counts.ShouldBe(new(45, 0, 15, 0));
        await ForgottenAsync();
        _line.Activator.Rollbacks.ShouldBeEmpty();
        (await _line.AlertsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_NewHeadFailsOnParts_IsRolledBack()
    {
        var (previous, policy) = await _line.LoadAsync(_strict);
        _line.Station.Slot.Publish(_line.Broken("broken"), WatchedStation.Passing("broken"));
        await _line.Keeper.WatchAsync(
            _line.Station, new("broken", "p-broken", _strict, policy.Version, NoFall, NoRise, _line.Time.GetUtcNow()), new(), previous, policy);

        await PassUntilDecidedAsync(_ => false);

        _line.Activator.Rollbacks.ShouldHaveSingleItem().Reason.ShouldContain("judging failed on ");
    }

    [Fact]
    public async Task Watch_AcrossARestart_GoesOnWhereItStood()
    {
        await _line.SwapAsync(_strict, _lenient, NoFall, NoRise);
        _line.Pass(odd: true);
        for (var n = 0; n < 5; n++)
        {
            _line.Pass(odd: false);
        }

        await _line.RestartAsync(active: _lenient);

        _line.Station.Shadow.HeadVersion.ShouldBe(_strict);
        (await _line.Keeper.FindAsync(_line.Station))!.Counts.ShouldBe(new(5, 0, 1, 0));
        await PassUntilDecidedAsync(n => n % 4 == 0);
        _line.Activator.Rollbacks.ShouldHaveSingleItem().To.ShouldBe(_strict);
    }

    [Fact]
    public async Task Watch_RestartedWithAnotherHead_IsOvertaken()
    {
        await _line.SwapAsync(_strict, _lenient, NoFall, NoRise);

        await _line.RestartAsync(active: _strict);

        await ForgottenAsync();
        (_line.Told[^1].Decision, _line.Station.Shadow.HeadVersion).ShouldBe((WatchDecision.Overtaken, null));
        _line.Activator.Rollbacks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_RollbackThrows_IsAskedForAgainAtTheNextStart()
    {
        _line.Activator.Answer = () => throw new IOException("disk");
        await _line.SwapAsync(_strict, _lenient, NoFall, NoRise);
        await PassUntilDecidedAsync(_ => true);
        await Eventually.TrueAsync(() => _line.Log.Of(1164).Any(), "the failure is told");
        (await _line.Store.FindAsync("top")).ShouldNotBeNull();

        _line.Activator.Answer = () => null;
        await _line.RestartAsync(active: _lenient);

        await Eventually.TrueAsync(() => _line.Activator.Rollbacks.Count == 2, "it is asked for again", _line.Log.ToString);
        await ForgottenAsync();
        (await _line.AlertsAsync()).Count.ShouldBe(1, "the alert is not repeated");
    }

    [Fact]
    public async Task Watch_RollbackThrowsAndAnotherHeadJudgesAtTheNextStart_IsNotAskedForAgain()
    {
        _line.Activator.Answer = () => throw new IOException("disk");
        await _line.SwapAsync(_strict, _lenient, NoFall, NoRise);
        await PassUntilDecidedAsync(_ => true);
        await Eventually.TrueAsync(() => _line.Log.Of(1164).Any(), "the failure is told");

        await _line.RestartAsync(active: _strict);

        await ForgottenAsync();
        _line.Activator.Rollbacks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Watch_RollbackRefused_SaysThatTheHeadJudgesOn()
    {
        _line.Activator.Answer = () => new Refusal(RefusalKind.Damaged, "the head is damaged.");
        await _line.SwapAsync(_strict, _lenient, NoFall, NoRise);

        await PassUntilDecidedAsync(_ => true);

        await ForgottenAsync();
        (await _line.AlertsAsync())[^1].Rollback!.Reason.ShouldStartWith("It could not be rolled back and judges on: the head is damaged. Head ");
        _line.Log.Of(1163).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Watch_BandsMovedMeanwhile_IsOvertaken()
    {
        await _line.SwapAsync(_strict, _lenient, NoFall, NoRise);

        _line.Station.Slot.TryPublish(WatchedStation.Passing(_lenient) with { Version = "moved" }).ShouldBeTrue();
        _line.Pass();

        await EndedAsync();
        _line.Told[^1].Decision.ShouldBe(WatchDecision.Overtaken);
        _line.Told[^1].Sentence!.ShouldContain("policy moved has come into force");
    }

    [Fact]
    public async Task Try_Challenger_CountsAndEndsAndPutsDisagreementsFirst()
    {
        await _line.ActivateAsync(_strict);
        (await TryAsync(parts: 8)).ShouldBeNull();

        for (var n = 0; n < 8; n++)
        {
            _line.Pass(odd: n % 4 == 0, waiting: 0).Inspection.Judges.Head.ShouldBe(_strict);
            _line.Pass(odd: true, waiting: 2);
        }

        await Eventually.TrueAsync(() => !_line.Activator.Trials.IsEmpty, "the trial has ended", _line.Log.ToString);
        var (plan, state) = _line.Activator.Trials.ShouldHaveSingleItem();
        (plan.Challenger, state.Decision, state.Counts).ShouldBe((_lenient, WatchDecision.Passed, new(6, 0, 0, 2)));
        (_line.Told[^1].Skipped > 0, _line.Told[^1].Purpose).ShouldBe((true, ShadowPurpose.Trial));
        await ForgottenAsync();
        (await _line.Store.UnlabelledAsync("disc", 10)).Count.ShouldBe(2);
        _line.Station.Slot.HeadVersion.ShouldBe(_strict);
    }

    [Fact]
    public async Task Try_WhileAWatchRuns_IsRefusedAndTheWatchGoesOn()
    {
        await _line.SwapAsync(_lenient, _strict, NoFall, NoRise);

        (await TryAsync(parts: 8)).ShouldNotBeNull().Kind.ShouldBe(RefusalKind.NotNow);

        (await _line.Keeper.FindAsync(_line.Station))!.Purpose.ShouldBe(ShadowPurpose.Watch);
        _line.Pass().Inspection.Judges.Head.ShouldBe(_strict);
    }

    [Fact]
    public async Task Watch_WhileATrialRuns_OvertakesIt()
    {
        await _line.ActivateAsync(_strict);
        (await TryAsync(parts: 8)).ShouldBeNull();

        await _line.SwapAsync(_strict, _lenient, NoFall, NoRise);

        await Eventually.TrueAsync(() => !_line.Activator.Trials.IsEmpty, "the trial has ended", _line.Log.ToString);
        _line.Activator.Trials.ShouldHaveSingleItem().State.Decision.ShouldBe(WatchDecision.Overtaken);
        (_line.Station.Shadow.HeadVersion, (await _line.Keeper.FindAsync(_line.Station))!.Purpose).ShouldBe((_strict, ShadowPurpose.Watch));
        (await _line.Store.FindAsync("top")).ShouldNotBeNull("what is stored is the watch");
    }

    [Fact]
    public async Task Watch_CannotBeWritten_DecidesAllTheSameAndIsWrittenLater()
    {
        await _line.SwapAsync(_strict, _lenient, NoFall, NoRise);
        _line.Execute("ALTER TABLE disagreement RENAME TO away");

        await PassUntilDecidedAsync(_ => true);
        await Eventually.TrueAsync(() => _line.Log.Of(1165).Any(), "the failure is told", _line.Log.ToString);
        (await _line.AlertsAsync()).ShouldBeEmpty();
        _line.Execute("ALTER TABLE away RENAME TO disagreement");

        await _line.WrittenAsync(async () => (await _line.AlertsAsync()).Count > 0, "the alert is stored");
        var disagreements = (await _line.Store.UnlabelledAsync("disc", 1000)).Count;
        disagreements.ShouldBe((int)_line.Told[^1].Counts.OnlyActivePasses);
    }

    [Fact]
    public async Task Watch_CannotBeWrittenForAWhile_IsWrittenAtTheStop()
    {
        await _line.SwapAsync(_strict, _lenient, NoFall, NoRise);
        _line.Execute("ALTER TABLE watch RENAME TO away");
        Enumerable.Range(0, 5).ToList().ForEach(_ => _line.Pass(odd: false));
        await _line.WrittenAsync(() => Task.FromResult(_line.Log.Of(1165).Any()), "the failure is told");
        _line.Execute("ALTER TABLE away RENAME TO watch");

        await _line.RestartAsync(active: _lenient);

        (await _line.Keeper.FindAsync(_line.Station))!.Counts.ShouldBe(new(5, 0, 0, 0));
    }

    [Fact]
    public async Task Watch_SilentHeadsBandsMovedAndRestarted_IsOvertaken()
    {
        await _line.SwapAsync(_strict, _lenient, NoFall, NoRise);
        await _line.LayAsync(_strict);

        await _line.RestartAsync(active: _lenient);

        await ForgottenAsync();
        (_line.Told[^1].Decision, _line.Station.Shadow.HeadVersion).ShouldBe((WatchDecision.Overtaken, null));
        _line.Told[^1].Sentence!.ShouldContain("is not there any more");
    }

    [Fact]
    public async Task Start_DamagedRow_IsToldAndForgotten()
    {
        await _line.Store.SaveAsync([], [new WatchRow("top", "{broken", _line.Time.GetUtcNow())], []);

        await _line.RestartAsync(active: _strict);

        (await _line.Store.FindAsync("top")).ShouldBeNull();
        _line.Log.Of(1166).ShouldHaveSingleItem();
        _line.Station.Slot.HeadVersion.ShouldBe(_strict);
    }

    private async Task<Refusal?> TryAsync(int parts)
    {
        var (challenger, policy) = await _line.LoadAsync(_lenient);
        return await _line.Keeper.TryAsync(
            _line.Station, new(_strict, "p-" + _strict, _lenient, policy.Version, parts, TimeSpan.FromDays(1), _line.Time.GetUtcNow()), challenger, policy);
    }

    private async Task PassUntilDecidedAsync(Func<int, bool> odd)
    {
        for (var n = 0; n < 400 && _line.Activator.Rollbacks.IsEmpty; n++)
        {
            _line.Pass(odd(n));
            await Task.Yield();
        }

        await Eventually.TrueAsync(() => !_line.Activator.Rollbacks.IsEmpty, "the watch asks for a rollback", _line.Log.ToString);
    }

    private Task EndedAsync() => Eventually.TrueAsync(() => _line.Told.Any(m => m.Decision != WatchDecision.GoesOn), "the watch has ended", _line.Log.ToString);

    private Task ForgottenAsync() => _line.WrittenAsync(async () => await _line.Store.FindAsync("top") is null, "the watch is forgotten");
}
