namespace EdgeTransfer.Core.Training;

/// <summary>What a station's inspection may be slowed down to by a training.</summary>
/// <param name="BudgetMilliseconds">Largest P99 of trigger to verdict; null when nothing is known to compare with.</param>
/// <param name="BusyLimit">Largest share of time that the station may be judging; 1 and above: not looked at.</param>
public readonly record struct YieldLimits(double? BudgetMilliseconds, double BusyLimit)
{
    /// <summary>
    /// Budget without a setting: this many times the P99 measured while no training worked. A pause begins only once parts were too slow, so
    /// that the P99 beside a training comes out a little higher: within 1.1 times is what is wanted.
    /// </summary>
    public const double Aim = 1.05;

    /// <summary>Parts below which a P99 is only a maximum and says nothing.</summary>
    public const int MinParts = 100;
}
