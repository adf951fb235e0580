namespace EdgeTransfer.Core.Watching;

/// <summary>How a watch decides.</summary>
public sealed record WatchOptions
{
    /// <summary>Probability that a head which is as predicted is rolled back during its watch; shared evenly by the four tests.</summary>
    public double Alpha { get; init; } = 0.02;

    /// <summary>Parts that both heads judge before the watch ends.</summary>
    public int Parts { get; init; } = 2000;

    /// <summary>Time after which it ends, however few parts there were.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Smallest excess that matters of parts that the new head alone passes, among those that the previous one does not pass.</summary>
    public double PassedExcess { get; init; } = 0.1;

    /// <summary>Smallest excess that matters of parts that the new head alone does not pass, among those that the previous one passes.</summary>
    public double RejectedExcess { get; init; } = 0.02;

    /// <summary>Share of parts whose judging may fail.</summary>
    public double FaultRate { get; init; } = 0.001;

    /// <summary>Smallest excess over it that matters.</summary>
    public double FaultExcess { get; init; } = 0.01;

    /// <summary>A part is slow when the new head takes more than so many times what the previous one takes on the same part …</summary>
    public double LatencyFactor { get; init; } = 1.5;

    /// <summary>… and so much more than that.</summary>
    public TimeSpan LatencySlack { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Share of slow parts that a busy machine causes by itself, and the smallest excess over it that matters.</summary>
    public double SlowShare { get; init; } = 0.25;

    /// <summary>All that is wrong; empty when the options can be used.</summary>
    public IReadOnlyList<string> Errors()
    {
        List<string> errors = [];
        Check(Alpha is > 0 and <= 0.2, $"Alpha must be above 0 and at most 0.2, not {Alpha}.");
        Check(Parts is >= 10 and <= 1_000_000, $"Parts must be 10 to 1000000, not {Parts}.");
        Check(Within >= TimeSpan.FromMinutes(1) && Within <= TimeSpan.FromDays(365), $"Within must be 1 minute to 365 days, not {Within}.");
        Check(PassedExcess is > 0 and < 1, $"PassedExcess must be between 0 and 1, not {PassedExcess}.");
        Check(RejectedExcess is > 0 and < 1, $"RejectedExcess must be between 0 and 1, not {RejectedExcess}.");
        Check(FaultRate is > 0 and < 1, $"FaultRate must be between 0 and 1, not {FaultRate}.");
        Check(FaultExcess is > 0 && FaultRate + FaultExcess < 1, $"FaultExcess must be above 0, and FaultRate with it below 1, not {FaultExcess}.");
        Check(LatencyFactor is >= 1 and <= 100, $"LatencyFactor must be 1 to 100, not {LatencyFactor}.");
        Check(LatencySlack >= TimeSpan.Zero && LatencySlack <= TimeSpan.FromMinutes(1), $"LatencySlack must be 0 to 1 minute, not {LatencySlack}.");
        Check(SlowShare is > 0 and < 0.5, $"SlowShare must be between 0 and 0.5, not {SlowShare}.");
        return errors;

        void Check(bool holds, FormattableString error)
        {
            if (!holds)
            {
                errors.Add(FormattableString.Invariant(error));
            }
        }
    }
}
