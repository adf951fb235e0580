namespace EdgeTransfer.Core.Statistics;

/// <summary>Counts of pixels whose scores share sign and exponent, by the upper bits of the mantissa.</summary>
internal sealed class PixelBins
{
    /// <summary>Bins of a page.</summary>
    public const int Count = 1 << BinBits;

    /// <summary>Pages that there can be: one for each sign and exponent.</summary>
    public const int Pages = 1 << (32 - MantissaBits);

    private const int MantissaBits = 23;
    private const int BinBits = 14;

    /// <summary>Pixels of good parts.</summary>
    public long[] Good { get; } = new long[Count];

    /// <summary>Pixels of defects.</summary>
    public long[] Defect { get; } = new long[Count];

    /// <summary>Of each defect pixel, its share of its region.</summary>
    public double[] Overlap { get; } = new double[Count];

    /// <summary>Where a score is counted; page and bin rise with it, and not-a-number comes last.</summary>
    public static (int Page, int Bin) Of(float score)
    {
        // The bits of a float rise with its size; a negative one's are turned over. Adding zero turns −0 into 0.
        var bits = float.IsNaN(score) ? int.MaxValue : BitConverter.SingleToInt32Bits(score + 0f);
        var key = (uint)(bits < 0 ? ~bits : bits ^ int.MinValue);
        return ((int)(key >> MantissaBits), (int)(key >> (MantissaBits - BinBits)) & (Count - 1));
    }

    /// <summary>Adds another page's counts.</summary>
    public void Add(PixelBins other)
    {
        for (var bin = 0; bin < Count; bin++)
        {
            Good[bin] += other.Good[bin];
            Defect[bin] += other.Defect[bin];
            Overlap[bin] += other.Overlap[bin];
        }
    }
}
