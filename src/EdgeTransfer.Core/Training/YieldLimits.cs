namespace EdgeTransfer.Core.Training;

/// <summary>What a station's inspection may be slowed down to by a training.</summary>
/// <param name="BudgetMilliseconds">Largest P99 of trigger to verdict; null when nothing is known to compare with.</param>
/// <param name="BusyLimit">Largest share of time that the station may be judging; 1 and above: not looked at.</param>
public readonly record struct YieldLimits(double? BudgetMilliseconds, double BusyLimit)
{
    /// <summary>Budget without a setting: this many times the P99 measured before the training.</summary>
    public const double Allowance = 1.1;

    /// <summary>Parts below which a P99 is only a maximum and says nothing.</summary>
    public const int MinParts = 100;
}
