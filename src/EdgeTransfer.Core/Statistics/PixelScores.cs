namespace EdgeTransfer.Core.Statistics;

/// <summary>
/// How well maps of scores find the pixels of masks: pixel AUROC, and AUPRO, the per-region overlap (Bergmann et al., "The
/// MVTec Anomaly Detection Dataset", IJCV 2021). Images are added one after another; only counts are kept, in bins of
/// 1/16384 of a score, so memory is bounded by the range of scores (0.4 MB a power of two) and not by the pixels.
/// Pixels of one bin count as tied; <see cref="AurocError"/> bounds what that may change.
/// </summary>
public sealed class PixelScores
{
    /// <summary>AUPRO is integrated to this share of false positive pixels, as in the paper.</summary>
    public const double MaxFalsePositiveRate = 0.3;

    private readonly PixelBins?[] _pages = new PixelBins?[PixelBins.Pages];
    private long _good;
    private long _defect;
    private long _regions;

    /// <summary>Whether there are pixels on both sides of a mask.</summary>
    public bool HasBoth => _good > 0 && _defect > 0;

    /// <summary>Adds an image without a defect.</summary>
    /// <param name="scores">One score a pixel; one that is not a number counts as the largest.</param>
    public void AddGood(ReadOnlySpan<float> scores)
    {
        foreach (var score in scores)
        {
            var (page, bin) = PixelBins.Of(score);
            Page(page).Good[bin]++;
        }

        _good += scores.Length;
    }

    /// <summary>Adds an image with its mask.</summary>
    /// <param name="scores">One score a pixel.</param>
    /// <param name="regions">For each pixel the number of its connected region of defect, from 1; 0 where the part is good.</param>
    public void Add(ReadOnlySpan<float> scores, ReadOnlySpan<int> regions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(regions.Length, scores.Length, nameof(regions));
        var sizes = Sizes(regions);
        for (var i = 0; i < scores.Length; i++)
        {
            var (page, bin) = PixelBins.Of(scores[i]);
            if (regions[i] == 0)
            {
                Page(page).Good[bin]++;
                _good++;
            }
            else
            {
                Page(page).Defect[bin]++;
                Page(page).Overlap[bin] += 1.0 / sizes[regions[i]];
                _defect++;
            }
        }

        _regions += sizes.Count(size => size > 0) - (sizes[0] > 0 ? 1 : 0);
    }

    /// <summary>Adds all that another one has counted.</summary>
    public void Add(PixelScores other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var page = 0; page < _pages.Length; page++)
        {
            if (other._pages[page] is { } counts)
            {
                Page(page).Add(counts);
            }
        }

        (_good, _defect, _regions) = (_good + other._good, _defect + other._defect, _regions + other._regions);
    }

    /// <summary>P(a defective pixel scores above a good one), ties counted half; NaN with an empty side.</summary>
    public double Auroc()
    {
        var (sum, above) = (0.0, 0L);
        foreach (var (good, defect, _) in FromTheLargest())
        {
            sum += good * (above + (defect / 2.0));
            above += defect;
        }

        return sum / ((double)_good * _defect);
    }

    /// <summary>Most that the bins may have changed <see cref="Auroc"/> by, either way: half the share of pairs that they tie.</summary>
    public double AurocError() => FromTheLargest().Sum(bin => (double)bin.Good * bin.Defect) / 2 / ((double)_good * _defect);

    /// <summary>
    /// Area under the mean share of each region that is found, over the share of good pixels that are taken for a defect, from 0 to
    /// <paramref name="limit"/>, divided by the limit: 1 is perfect, chance is limit / 2. Regions count alike, large or small. NaN
    /// without a region or a good pixel.
    /// </summary>
    public double Aupro(double limit = MaxFalsePositiveRate)
    {
        if (!HasBoth)
        {
            return double.NaN;
        }

        var (area, falsePositives, overlap) = (0.0, 0.0, 0.0);
        foreach (var bin in FromTheLargest())
        {
            var (width, height) = ((double)bin.Good / _good, bin.Overlap / _regions);
            if (falsePositives + width >= limit)
            {
                var share = width > 0 ? (limit - falsePositives) / width : 0;
                return (area + ((limit - falsePositives) * (overlap + (share * height / 2)))) / limit;
            }

            area += width * (overlap + (height / 2));
            (falsePositives, overlap) = (falsePositives + width, overlap + height);
        }

        return (area + ((limit - falsePositives) * overlap)) / limit;
    }

    private static int[] Sizes(ReadOnlySpan<int> regions)
    {
        var largest = 0;
        foreach (var region in regions)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(region, nameof(regions));
            largest = Math.Max(largest, region);
        }

        var sizes = new int[largest + 1];
        foreach (var region in regions)
        {
            sizes[region]++;
        }

        return sizes;
    }

    private PixelBins Page(int page) => _pages[page] ??= new();

    private IEnumerable<(long Good, long Defect, double Overlap)> FromTheLargest()
    {
        for (var page = _pages.Length - 1; page >= 0; page--)
        {
            for (var bin = PixelBins.Count - 1; _pages[page] is { } counts && bin >= 0; bin--)
            {
                if (counts.Good[bin] > 0 || counts.Defect[bin] > 0)
                {
                    yield return (counts.Good[bin], counts.Defect[bin], counts.Overlap[bin]);
                }
            }
        }
    }
}
