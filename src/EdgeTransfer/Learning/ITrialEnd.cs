using EdgeTransfer.Core.Watching;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>Hears how trials end.</summary>
internal interface ITrialEnd
{
    /// <summary>A trial has ended: <see cref="WatchDecision.Passed"/>, or overtaken by another head or other bands. May come again after a restart.</summary>
    Task TrialEndedAsync(Station station, TrialPlan plan, TrialState state);
}
