using System.Collections.Concurrent;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Tests.Stations;

/// <summary>Is asked to roll back, and hears of trials; does what it is told to.</summary>
internal sealed class FakeActivator : IRollback, ITrialEnd
{
    public ConcurrentQueue<(string From, string To, string Reason)> Rollbacks { get; } = new();

    public ConcurrentQueue<(TrialPlan Plan, TrialState State)> Trials { get; } = new();

    /// <summary>What it answers, or throws.</summary>
    public Func<Refusal?> Answer { get; set; } = () => null;

    public Task<Refusal?> RollBackAsync(Station station, string fromVersion, string toVersion, string reason)
    {
        Rollbacks.Enqueue((fromVersion, toVersion, reason));
        return Task.FromResult(Answer());
    }

    public Task TrialEndedAsync(Station station, TrialPlan plan, TrialState state)
    {
        Trials.Enqueue((plan, state));
        return Task.CompletedTask;
    }
}
