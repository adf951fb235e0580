namespace EdgeTransfer.Core.Watching;

/// <summary>A watch or a trial as it is stored, so that a restart goes on with it: either the first three, or the last two.</summary>
public sealed record WatchRecord(WatchPlan? Watch, WatchOptions? Options, WatchState? WatchState, TrialPlan? Trial, TrialState? TrialState)
{
    /// <summary>Of a watch.</summary>
    public static WatchRecord Of(Watch watch, WatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(watch);
        return new(watch.Plan, options, watch.State, null, null);
    }

    /// <summary>Of a trial.</summary>
    public static WatchRecord Of(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return new(null, null, null, trial.Plan, trial.State);
    }
}
