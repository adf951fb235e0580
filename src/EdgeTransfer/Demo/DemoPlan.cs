namespace EdgeTransfer.Demo;

/// <summary>How the demo's line runs: good parts to teach, parts under the first head, parts under the second.</summary>
/// <param name="Parts">All parts; null runs until stopped.</param>
/// <param name="Seed">Seed of the drawn parts.</param>
/// <param name="Period">Time from part to part.</param>
internal sealed record DemoPlan(long? Parts, int Seed, TimeSpan Period)
{
    /// <summary>Fewest parts that let every phase be seen.</summary>
    public const int MinParts = 120;

    /// <summary>Share of defective parts once the line runs.</summary>
    public const double DefectShare = 0.3;

    private const int DefaultParts = 300;

    /// <summary>Good parts before the first training.</summary>
    public long Taught { get; } = (Parts ?? DefaultParts) * 3 / 10;

    /// <summary>From this part on the second training may run; the line goes on meanwhile.</summary>
    public long SecondTraining { get; } = (Parts ?? DefaultParts) * 6 / 10;

    /// <summary>Here the line waits for the second training, so that some parts are left for the new head.</summary>
    public long Rest { get; } = (Parts ?? DefaultParts) * 7 / 10;

    /// <summary>URI of the drawn line.</summary>
    public string Source => $"sim:disc?seed={Seed}&defects={DefectShare.ToString(System.Globalization.CultureInfo.InvariantCulture)}&from={Taught}&period={(int)Period.TotalMilliseconds}ms"
        + (Parts is { } count ? $"&count={count}" : "");
}
