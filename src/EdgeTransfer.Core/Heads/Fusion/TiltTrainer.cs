namespace EdgeTransfer.Core.Heads.Fusion;

/// <summary>
/// Learns how much each score counts, by Bayesian model averaging: for each tilt on a grid a logistic regression of the labels on
/// the fused score says how likely the labels are; the mean tilt under that likelihood and a prior around the plain sum is taken.
/// Few labels leave the sum as it is; many move it to what they say.
/// </summary>
internal static class TiltTrainer
{
    /// <summary>Standard deviation of the prior: one tilt in twenty beyond ±0.6, before any label has been seen.</summary>
    private const double PriorDeviation = 0.3;

    private const int GridHalf = 20;

    /// <summary>From standardised out-of-fold scores; 0 when either side is empty.</summary>
    public static double Fit(IReadOnlyList<(double Anomaly, double Classifier, bool IsGood)> scores)
    {
        var good = scores.Count(s => s.IsGood);
        var defects = scores.Count - good;
        if (good == 0 || defects == 0)
        {
            return 0;
        }

        // Both kinds weigh as much as the smaller one has samples: more good parts are not more evidence about defects.
        var (goodWeight, defectWeight) = ((double)Math.Min(good, defects) / good, (double)Math.Min(good, defects) / defects);
        var grid = Enumerable.Range(-GridHalf, (2 * GridHalf) + 1).Select(i => (double)i / GridHalf).ToArray();
        var evidence = grid.Select(tilt =>
        {
            var x = scores.Select(s => ((1 - tilt) * s.Anomaly) + ((1 + tilt) * s.Classifier)).ToArray();
            return LogLikelihood(x, [.. scores.Select(s => s.IsGood)], goodWeight, defectWeight) - (tilt * tilt / (2 * PriorDeviation * PriorDeviation));
        }).ToArray();
        var largest = evidence.Max();
        var weights = evidence.Select(e => Math.Exp(e - largest)).ToArray();
        return grid.Zip(weights, (tilt, weight) => tilt * weight).Sum() / weights.Sum();
    }

    /// <summary>Largest weighted log-likelihood of logit P(defect) = slope · x + bias, slope not negative, by Newton steps.</summary>
    private static double LogLikelihood(double[] x, bool[] isGood, double goodWeight, double defectWeight)
    {
        const double ridge = 1e-3; // keeps separable labels finite
        var (slope, bias) = (0.1, 0.0);
        for (var step = 0; step < 50; step++)
        {
            var (gs, gb, hss, hsb, hbb) = (ridge * slope, 0.0, ridge, 0.0, 1e-9);
            for (var i = 0; i < x.Length; i++)
            {
                var weight = isGood[i] ? goodWeight : defectWeight;
                var p = 1 / (1 + Math.Exp(-((slope * x[i]) + bias)));
                var residual = weight * (p - (isGood[i] ? 0 : 1));
                var curvature = weight * Math.Max(p * (1 - p), 1e-6);
                gs += residual * x[i];
                gb += residual;
                hss += curvature * x[i] * x[i];
                hsb += curvature * x[i];
                hbb += curvature;
            }

            var determinant = (hss * hbb) - (hsb * hsb);
            var (ds, db) = (((hbb * gs) - (hsb * gb)) / determinant, ((hss * gb) - (hsb * gs)) / determinant);
            var damping = Math.Min(1, 2 / Math.Max(1e-12, Math.Abs(ds) + Math.Abs(db)));
            slope = Math.Max(0, slope - (damping * ds));
            bias -= damping * db;
            if (Math.Abs(ds) + Math.Abs(db) < 1e-8)
            {
                break;
            }
        }

        var sum = -ridge * slope * slope / 2;
        for (var i = 0; i < x.Length; i++)
        {
            var logit = (slope * x[i]) + bias;
            var margin = isGood[i] ? -logit : logit;
            sum -= (isGood[i] ? goodWeight : defectWeight) * (margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin);
        }

        return sum;
    }
}
