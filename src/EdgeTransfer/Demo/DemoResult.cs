namespace EdgeTransfer.Demo;

/// <summary>What <c>demo --json</c> writes.</summary>
/// <param name="Triggers">Parts that were due.</param>
/// <param name="Verdicts">Recorded verdicts; their sum must be <see cref="Triggers"/>.</param>
/// <param name="NotInspected">Parts not inspected, by reason.</param>
/// <param name="Alerts">Different alerts that the operator received.</param>
/// <param name="Labels">Labels that the device accepted.</param>
/// <param name="Trainings">Trainings that ended.</param>
/// <param name="Swaps">Heads that came into service.</param>
/// <param name="HeadVersions">Heads that judged, in order.</param>
/// <param name="Escapes">Defective parts judged OK, by the drawing's own record.</param>
/// <param name="FalseRejects">Good parts judged NG or UNSURE.</param>
/// <param name="P50Ms">Median latency from capture to decision.</param>
/// <param name="P99Ms">Its 99th percentile.</param>
/// <param name="Heads">Rates of each head.</param>
internal sealed record DemoResult(
    long Triggers, IReadOnlyDictionary<string, long> Verdicts, IReadOnlyDictionary<string, long> NotInspected, int Alerts, int Labels, long Trainings, long Swaps,
    IReadOnlyList<string> HeadVersions, int Escapes, int FalseRejects, double? P50Ms, double? P99Ms, IReadOnlyList<HeadRates> Heads);
