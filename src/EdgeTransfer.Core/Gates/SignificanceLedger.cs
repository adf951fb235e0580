namespace EdgeTransfer.Core.Gates;

/// <summary>
/// Shares the significance of one lockbox among its gates: each look at the same parts is another chance to pass by luck.
/// <para>
/// An account begins with the whole significance. A gate may spend a share of what is left, or as much as a flawless challenger needs
/// where that is more; what it may spend depends on the number of parts and on earlier gates, never on this gate's verdicts, so by
/// Bonferroni's inequality all gates together pass a challenger that is worse by the margin with a probability of at most what they
/// spent (spending what is planned: Lan and DeMets, "Discrete sequential boundaries for clinical trials", Biometrika 1983). A
/// passed gate earns nothing back: alpha-investing (Foster and Stine, J. R. Stat. Soc. B 2008) does, and bounds another error.
/// </para>
/// <para>
/// Fresh parts renew the account by the whole significance times their share of the lockbox, never above the whole. So at most the
/// whole is spent on unchanging parts, and at most (1 + ln(N/n)) times the whole while the lockbox grows from n to N parts.
/// </para>
/// <para>
/// The inequality needs challengers that learn nothing from the lockbox but whether they passed (Blum and Hardt, "The Ladder", ICML
/// 2015). Trainings never see it; a person who tunes by its reports spends more than is booked.
/// </para>
/// </summary>
public static class SignificanceLedger
{
    // A ledger of many small sums must not refuse for a rounding error.
    private const double Rounding = 1e-12;

    /// <summary>What the next gate may spend of one account.</summary>
    /// <param name="history">Earlier gates on this lockbox, oldest first; those that spent nothing count for nothing.</param>
    /// <param name="parts">Parts that the gate tests on.</param>
    /// <param name="needed">P value of a challenger with no adverse part among them.</param>
    /// <param name="total">Significance of the whole lockbox, as in 0.05.</param>
    /// <param name="share">Of what is left, for one gate: above 0, at most 1.</param>
    public static SignificanceOffer Next(IEnumerable<SignificanceUse> history, int parts, double needed, double total, double share)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentOutOfRangeException.ThrowIfNegative(parts);
        var (left, seen) = (0.0, 0);
        foreach (var use in history.Where(u => u.Alpha > 0))
        {
            left = Math.Max(0, Renewed(left, seen, use.Parts, total) - use.Alpha);
            seen = Math.Max(seen, use.Parts);
        }

        left = Renewed(left, seen, parts, total);
        var alpha = needed > left + Rounding ? 0 : Math.Min(left, Math.Max(needed, share * left));
        return new(left, needed, alpha, Math.Max(0, parts - seen));
    }

    private static double Renewed(double left, int seen, int parts, double total) =>
        parts <= seen ? left : Math.Min(total, left + (total * (parts - seen) / parts));
}
