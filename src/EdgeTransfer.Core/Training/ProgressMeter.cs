namespace EdgeTransfer.Core.Training;

/// <summary>Turns shares of a training's progress into news that is worth telling: at most one a second. Not for concurrent use.</summary>
public sealed class ProgressMeter(TimeSpan begin)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private TimeSpan? _told;
    private TimeSpan _paused;
    private TimeSpan? _pausedAt;
    private string _state = "";

    /// <summary>What is to be told; null when nothing is yet. A change of state is told at once.</summary>
    /// <param name="now">On the clock of the begin.</param>
    /// <param name="share">Share done, 0 to 1.</param>
    /// <param name="state"><c>running</c>, <c>paused</c> or <c>waiting</c>.</param>
    public TrainingProgress? Tell(TimeSpan now, double share, string state)
    {
        var isPaused = state != TrainingProgress.Running;
        if (isPaused)
        {
            _pausedAt ??= now;
        }
        else if (_pausedAt is { } since)
        {
            _paused += now - since;
            _pausedAt = null;
        }

        if (state == _state && now - _told < Every)
        {
            return null;
        }

        (_told, _state) = (now, state);
        var worked = now - begin - _paused - (now - _pausedAt ?? TimeSpan.Zero);
        double? rest = share is > 0.02 and <= 1 ? worked.TotalSeconds * (1 - share) / share : null;
        return new(state, Stage(share), share, (now - begin).TotalSeconds, rest);
    }

    private static string Stage(double share) => share switch
    {
        < Heads.HeadTrainer.BankLearnt => "bank",
        < Heads.HeadTrainer.BankJudged => "scores",
        < 1 => "classifier",
        _ => "gate",
    };
}
