using MathNet.Numerics.Optimization;

namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>
/// How far logits must be divided so that they mean what they say of unseen samples (Guo et al., "On calibration of modern neural
/// networks", ICML 2017): few labels make any classifier too sure of itself. Ranks of one class against another stay.
/// </summary>
internal static class Temperature
{
    /// <summary>Bounds of the divisor.</summary>
    public const double Lowest = 0.2, Highest = 10;

    /// <summary>The divisor with the least mean loss, and that loss; 1 without a sample that can be held against its class.</summary>
    public static (double Divisor, double Loss) Fit(IReadOnlyList<HeldOutLogits> heldOut)
    {
        HeldOutLogits[] known = [.. heldOut.Where(h => h.Column >= 0)];
        if (known.Length == 0)
        {
            return (1, double.PositiveInfinity);
        }

        var loss = ObjectiveFunction.ScalarValue(log => Loss(known, Math.Exp(log)));
        var best = Math.Exp(GoldenSectionMinimizer.Minimum(loss, Math.Log(Lowest), Math.Log(Highest), 1e-3).MinimizingPoint);
        return (best, Loss(known, best));
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
