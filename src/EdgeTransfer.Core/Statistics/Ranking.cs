namespace EdgeTransfer.Core.Statistics;

/// <summary>How well a score ranks defective above good.</summary>
public static class Ranking
{
    /// <summary>Area under the ROC curve: P(defect scores above good), ties counted half (Mann-Whitney U). NaN with an empty side.</summary>
    public static double Auroc(IReadOnlyList<double> good, IReadOnlyList<double> defect)
    {
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(defect);
        if (good.Count == 0 || defect.Count == 0)
        {
            return double.NaN;
        }

        double[] sorted = [.. good.Order()];
        var sum = 0.0;
        foreach (var score in defect)
        {
            sum += (CountBelow(sorted, score, inclusive: false) + CountBelow(sorted, score, inclusive: true)) / 2.0;
        }

        return sum / ((double)good.Count * defect.Count);
    }

    /// <summary>Largest F1 of "defect" over all thresholds, and the smallest score counted as a defect there.</summary>
    public static (double F1, double Threshold) BestF1(IReadOnlyList<double> good, IReadOnlyList<double> defect)
    {
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(defect);
        double[] goods = [.. good.Order()];
        double[] defects = [.. defect.Order()];
        var best = (F1: double.NaN, Threshold: double.NaN);
        foreach (var threshold in defects)
        {
            var hits = defects.Length - CountBelow(defects, threshold, inclusive: false);
            var alarms = goods.Length - CountBelow(goods, threshold, inclusive: false);
            var f1 = 2.0 * hits / (hits + alarms + defects.Length);
            best = f1 > best.F1 || double.IsNaN(best.F1) ? (f1, threshold) : best;
        }

        return best;
    }

    private static int CountBelow(double[] sorted, double value, bool inclusive)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (inclusive && sorted[middle] <= value))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
