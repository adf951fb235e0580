namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>
/// How far logits must be divided so that they mean what they say of unseen samples (Guo et al., "On calibration of modern neural
/// networks", ICML 2017): few labels make any classifier too sure of itself. Ranks of one class against another stay.
/// </summary>
internal static class Temperature
{
    /// <summary>Bounds of the divisor.</summary>
    public const double Smallest = 0.2, Largest = 10;

    /// <summary>The divisor with the least mean loss, and that loss; 1 without a sample that can be held against its class.</summary>
    public static (double Divisor, double Loss) Fit(IReadOnlyList<HeldOutLogits> heldOut)
    {
        HeldOutLogits[] known = [.. heldOut.Where(h => h.Column >= 0)];
        if (known.Length == 0)
        {
            return (1, double.PositiveInfinity);
        }

        var best = Math.Exp(Lowest(log => Loss(known, Math.Exp(log)), Math.Log(Smallest), Math.Log(Largest)));
        return (best, Loss(known, best));
    }

    /// <summary>
    /// Golden-section search. The loss is convex in 1 / divisor, so that it has one valley; where all samples are right (or wrong) it
    /// has none, and the bound is taken.
    /// </summary>
    private static double Lowest(Func<double, double> loss, double from, double to)
    {
        var share = (Math.Sqrt(5) - 1) / 2;
        var (left, right) = (to - (share * (to - from)), from + (share * (to - from)));
        var (lossLeft, lossRight) = (loss(left), loss(right));
        while (to - from > 1e-4)
        {
            if (lossLeft <= lossRight)
            {
                (to, right, lossRight) = (right, left, lossLeft);
                left = to - (share * (to - from));
                lossLeft = loss(left);
            }
            else
            {
                (from, left, lossLeft) = (left, right, lossRight);
                right = from + (share * (to - from));
                lossRight = loss(right);
            }
        }

        return (from + to) / 2;
    }

    private static double Loss(HeldOutLogits[] known, double divisor)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var held in known)
        {
            var largest = held.Logits.Max();
            var normaliser = held.Logits.Sum(logit => Math.Exp((logit - largest) / divisor));
            sum += held.Weight * (Math.Log(normaliser) - ((held.Logits[held.Column] - largest) / divisor));
            weight += held.Weight;
        }

        return sum / weight;
    }
}
