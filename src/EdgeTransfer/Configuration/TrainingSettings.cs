using Cronos;
using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Configuration;

/// <summary>When a station's trainings begin without a person; by default none does.</summary>
public sealed record TrainingSettings
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>New labels that begin a training; null: labels alone begin none.</summary>
    public int? AfterLabels { get; init; }

    /// <summary>Quiet time after the last label that is waited for.</summary>
    public TimeSpan Quiet { get; init; } = new TrainingRule().Quiet;

    /// <summary>Longest wait for it.</summary>
    public TimeSpan LongestWait { get; init; } = new TrainingRule().LongestWait;

    /// <summary>Time after a training in which labels begin none.</summary>
    public TimeSpan CoolDown { get; init; } = new TrainingRule().CoolDown;

    /// <summary>Times at which a training begins if there is any new label, as a cron expression of five fields; null: none.</summary>
    public string? Cron { get; init; }

    /// <summary>What labels begin.</summary>
    public TrainingRule Rule() => new() { AfterLabels = AfterLabels, Quiet = Quiet, LongestWait = LongestWait, CoolDown = CoolDown };

    /// <summary>The calendar's first time after a moment, in a time zone; null without a calendar.</summary>
    public Func<DateTimeOffset, DateTimeOffset?>? Calendar(TimeZoneInfo zone) =>
        Cron is { } cron && CronExpression.TryParse(cron, out var expression) ? after => expression.GetNextOccurrence(after, zone) : null;

    /// <summary>What breaks the contract, one sentence each; empty when nothing does.</summary>
    public IReadOnlyList<string> Errors()
    {
        List<string> errors = [];
        Check(AfterLabels is null or (>= 1 and <= 1_000_000), $"afterLabels must be 1 to 1000000, not {AfterLabels}.");
        Check(Quiet >= TimeSpan.Zero && Quiet <= LongestWait, $"quiet must be 0 to longestWait ({LongestWait}), not {Quiet}.");
        Check(LongestWait <= Longest, $"longestWait must be at most {Longest}, not {LongestWait}.");
        Check(CoolDown >= TimeSpan.Zero && CoolDown <= Longest, $"coolDown must be 0 to {Longest}, not {CoolDown}.");
        if (Cron is not null)
        {
            var isCron = CronExpression.TryParse(Cron, out var expression);
            Check(isCron, $"cron '{Cron}' is no cron expression of five fields (minute, hour, day of month, month, day of week).");
            Check(!isCron || expression!.GetNextOccurrence(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc) is not null, $"cron '{Cron}' names no time that ever comes.");
        }

        return errors;

        void Check(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }
}
