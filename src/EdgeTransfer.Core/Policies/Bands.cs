namespace EdgeTransfer.Core.Policies;

/// <summary>Two thresholds on the NG score.</summary>
/// <param name="UnsureFrom">Scores from here on are not OK.</param>
/// <param name="NgFrom">Scores from here on are NG; not below <paramref name="UnsureFrom"/>.</param>
public readonly record struct Bands(double UnsureFrom, double NgFrom)
{
    /// <summary>Whether they are finite and in order.</summary>
    public bool IsValid => double.IsFinite(UnsureFrom) && double.IsFinite(NgFrom) && UnsureFrom <= NgFrom;
}
