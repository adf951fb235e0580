using System.Threading.Channels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Watching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>
/// Keeps the watches and trials of all stations: takes what the judge loops saw, decides at once, and writes every few seconds, so that
/// a restart goes on with them (a crash forgets the last seconds). Where a watch decides so, it asks for the rollback by itself.
/// Stop: what was offered is taken in and written.
/// </summary>
/// <param name="stations">Whose silent heads it lays and withdraws.</param>
/// <param name="store">Where watches are kept.</param>
/// <param name="journal">Writes and tells.</param>
/// <param name="heads">For going on after a restart.</param>
/// <param name="rollback">Asked at the moment of need, because activating a head begins a watch and ending one activates a head; null: nobody can.</param>
/// <param name="trialEnd">Likewise.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class WatchKeeper(
    StationSet stations, WatchStore store, WatchJournal journal, ShadowHeads heads, Func<IRollback?> rollback, Func<ITrialEnd?> trialEnd,
    TimeProvider time, ILogger<WatchKeeper> logger) : BackgroundService
{
    private const int QueueLength = 1024;

    /// <summary>How often it writes; every so many times it tells.</summary>
    internal static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);
    private const int TicksBetweenMessages = 6;

    private readonly Channel<ShadowOutcome> _queue = Channel.CreateBounded<ShadowOutcome>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    // All below by whoever has the turn. Nobody is called from within it who may wait for a head to be activated.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, WatchSession> _sessions = new(StringComparer.Ordinal); // by station
    private readonly Queue<WatchSession> _ended = new();
    private int _ticks;

    /// <summary>Takes an outcome without waiting; false when the queue is full.</summary>
    public bool TryOffer(ShadowOutcome outcome) => _queue.Writer.TryWrite(outcome);

    /// <summary>Begins to watch the head that was swapped in. What was running at the station is overtaken.</summary>
    /// <param name="station">Where it judges.</param>
    /// <param name="plan">What the gate predicted.</param>
    /// <param name="options">How the watch decides.</param>
    /// <param name="previous">The head that judged before; one use of it (a lease's that is not ended, or a loaded head's own) goes over to here.</param>
    /// <param name="policy">Its policy.</param>
    public Task WatchAsync(Station station, WatchPlan plan, WatchOptions options, ServedHead previous, Policy policy) =>
        BeginAsync(new(station, new Watch(plan, options), options), previous, policy);

    /// <summary>Lets a challenger judge silently. A watch goes first: it is refused while one runs. An earlier trial is overtaken.</summary>
    /// <param name="station">Where it is to judge.</param>
    /// <param name="plan">For how long.</param>
    /// <param name="challenger">One use of it goes over to here; freed when it is refused.</param>
    /// <param name="policy">Its policy.</param>
    public async Task<Refusal?> TryAsync(Station station, TrialPlan plan, ServedHead challenger, Policy policy)
    {
        if (await BeginAsync(new(station, new Trial(plan)), challenger, policy))
        {
            return null;
        }

        challenger.Dispose();
        return new Refusal(RefusalKind.NotNow, $"Head {plan.Head} is being watched since its swap: a challenger can be tried after that.");
    }

    /// <summary>The watch or trial that runs at a station, as it stands; null without one.</summary>
    public async Task<WatchMessage?> FindAsync(Station station)
    {
        using var turn = await TurnAsync();
        return _sessions.TryGetValue(station.Name, out var session) ? WatchJournal.Message(session) : null;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var station in stations.All)
        {
            await ResumeAsync(station);
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();

        // A tick is an outcome of no station: one reader, one queue, no second wait.
        using var ticking = time.CreateTimer(_ => _queue.Writer.TryWrite(default), null, Tick, Tick);
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            await WorkAsync();
            await FinishAsync();
        }

        using var turn = await TurnAsync();
        await SaveAsync();
    }

    /// <summary>Takes in what waits.</summary>
    private async Task WorkAsync()
    {
        using var turn = await TurnAsync();
        var due = _ended.Count > 0;
        for (var i = 0; i < QueueLength && _queue.Reader.TryRead(out var outcome); i++)
        {
            due |= outcome.Station is null ? Look() : TakeIn(outcome);
        }

        if (due)
        {
            await SaveAsync();
        }
    }

    private bool TakeIn(in ShadowOutcome outcome)
    {
        if (!_sessions.TryGetValue(outcome.Station.Name, out var session))
        {
            return false;
        }

        if (session.Add(outcome) && outcome.Pair.Disagrees)
        {
            journal.Add(outcome);
        }

        return EndIfDecided(session);
    }

    /// <returns>True: what changed is to be written.</returns>
    private bool Look()
    {
        var tell = ++_ticks % TicksBetweenMessages == 0;
        foreach (var session in _sessions.Values.ToList())
        {
            session.Look(time.GetUtcNow());
            if (!EndIfDecided(session) && tell)
            {
                journal.Tell(session);
            }
        }

        return true;
    }

    private bool EndIfDecided(WatchSession session)
    {
        if (session.Decision == WatchDecision.GoesOn)
        {
            return false;
        }

        if (session.Decision == WatchDecision.RollBack)
        {
            Log.WatchRollsBack(logger, session.Station.Name, session.Shadow, session.Sentence!);
            journal.Alert(session, session.Sentence!);
        }
        else
        {
            Log.WatchEnded(logger, session.Station.Name, Words.Of(session.Purpose), Words.Of(session.Decision), session.Sentence!);
        }

        _sessions.Remove(session.Station.Name);
        session.Station.Shadow.Withdraw();
        _ended.Enqueue(session);
        journal.Tell(session);
        return true;
    }

    /// <summary>Does, outside the turn, what follows the end of watches and trials.</summary>
    private async Task FinishAsync()
    {
        while (await NextEndedAsync() is { } session)
        {
            try
            {
                await FollowAsync(session);
                using var turn = await TurnAsync();
                if (!_sessions.ContainsKey(session.Station.Name))
                {
                    await store.ForgetAsync(session.Station.Name);
                }
            }
            catch (Exception e)
            {
                // Whoever was asked failed: the other stations' watches go on, and the stored decision is obeyed at the next start.
                Log.WatchEndFailed(logger, session.Station.Name, Words.Of(session.Purpose), e);
            }
        }
    }

    private async Task FollowAsync(WatchSession session)
    {
        if (session.Trial is { } trial)
        {
            await (trialEnd()?.TrialEndedAsync(session.Station, trial.Plan, trial.State) ?? Task.CompletedTask);
        }

        if (session.Decision != WatchDecision.RollBack || session.Station.Slot.HeadVersion != session.Head)
        {
            return;
        }

        var refusal = rollback() is { } way
            ? await way.RollBackAsync(session.Station, session.Head, session.Shadow, session.Sentence!)
            : new Refusal(RefusalKind.NotFound, "nothing here can roll back");
        if (refusal is not null)
        {
            Log.RollbackRefused(logger, session.Station.Name, session.Head, refusal.Message);
            using var turn = await TurnAsync();
            journal.Alert(session, $"It could not be rolled back and judges on: {refusal.Message} {session.Sentence}");
            await SaveAsync();
        }
    }

    private async Task<WatchSession?> NextEndedAsync()
    {
        using var turn = await TurnAsync();
        return _ended.TryDequeue(out var session) ? session : null;
    }

    private async Task<bool> BeginAsync(WatchSession session, ServedHead shadow, Policy policy)
    {
        using var turn = await TurnAsync();
        if (_sessions.TryGetValue(session.Station.Name, out var running))
        {
            if (running.Purpose == ShadowPurpose.Watch && session.Purpose == ShadowPurpose.Trial)
            {
                return false;
            }

            running.Overtake($"head {session.Head} is compared with {session.Shadow} from now on");
            EndIfDecided(running);
            _queue.Writer.TryWrite(default); // for what follows its end
        }

        Lay(session, shadow, policy);
        await SaveAsync();
        return true;
    }

    private void Lay(WatchSession session, ServedHead shadow, Policy policy)
    {
        _sessions[session.Station.Name] = session;
        session.Station.Shadow.Publish(shadow, policy, session.Purpose);
        Log.WatchGoesOn(logger, session.Station.Name, session.Shadow, session.Head, Words.Of(session.Purpose), session.Counts.Parts);
        journal.Tell(session);
    }

    /// <summary>Goes on with the watch of the last run, before the first part.</summary>
    private async Task ResumeAsync(Station station)
    {
        if (await store.FindAsync(station.Name) is not { } row)
        {
            return;
        }

        var read = WatchJson.Read(row.Json);
        if (!read.IsOk)
        {
            Log.WatchLost(logger, station.Name, read.Refusal.Message);
            await store.ForgetAsync(station.Name);
            return;
        }

        var (watch, trial, options) = read.Value;
        var session = watch is null ? new WatchSession(station, trial!) : new WatchSession(station, watch, options!);
        session.IsChanged = false;
        if (session.Decision != WatchDecision.GoesOn)
        {
            _ended.Enqueue(session); // its end has been told; what follows may not have been done
            _queue.Writer.TryWrite(default);
            return;
        }

        session.Look(time.GetUtcNow());
        if (session.Decision == WatchDecision.GoesOn)
        {
            var head = await heads.LoadAsync(station, session.Shadow, session.ShadowPolicy);
            if (head.IsOk)
            {
                Lay(session, head.Value.Head, head.Value.Policy);
                return;
            }

            Log.WatchLost(logger, station.Name, head.Refusal.Message);
            session.Overtake($"the silent head cannot go on: {head.Refusal.Message}");
        }

        EndIfDecided(session);
        _queue.Writer.TryWrite(default);
    }

    private Task SaveAsync() => journal.SaveAsync([.. _ended, .. _sessions.Values]);

    private async Task<Turn> TurnAsync()
    {
        await _turn.WaitAsync();
        return new(_turn);
    }

    private readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
