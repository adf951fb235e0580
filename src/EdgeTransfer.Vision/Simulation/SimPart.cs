using System.Globalization;
using EdgeTransfer.Core.Recipes;

namespace EdgeTransfer.Vision.Simulation;

/// <summary>The truth about one drawn part, for a scripted operator; the frame carries nothing of it.</summary>
/// <param name="Index">Number of the part from 0, also its frame's sequence number.</param>
/// <param name="Defect">What is wrong with it.</param>
/// <param name="Box">Where, in frame pixels: no pixel outside it is touched by the defect. Null for a good part.</param>
public sealed record SimPart(long Index, SimDefect Defect, Region? Box)
{
    private const string OriginPrefix = "part ";

    /// <summary>The defect as the name of a label; null for a good part.</summary>
    public string? DefectClass => Defect switch
    {
        SimDefect.None => null,
        SimDefect.MissingHole => "missing_hole",
        _ => Defect.ToString().ToLowerInvariant(),
    };

    /// <summary>The truth about part <paramref name="index"/> of a source with these options.</summary>
    public static SimPart Describe(SimOptions options, long index)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Describe(options.Seed, index, options.Defects, options.From, options.Size);
    }

    /// <summary>The truth about one part.</summary>
    /// <param name="seed">Seed of the source.</param>
    /// <param name="index">Number of the part, from 0.</param>
    /// <param name="defectShare">Share of defective parts, 0 to 1.</param>
    /// <param name="firstDefect">Index of the first part that may be defective.</param>
    /// <param name="size">Side of the frame, pixels; it scales the box.</param>
    public static SimPart Describe(long seed, long index, double defectShare, long firstDefect, int size = SimOptions.DefaultSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var defect = DiscPlan.For(seed, index, defectShare, firstDefect, size).Defect;
        return defect is null
            ? new(index, SimDefect.None, null)
            : new(index, defect.Kind, new(defect.Box.X, defect.Box.Y, defect.Box.Width, defect.Box.Height));
    }

    /// <summary>The index from a frame's origin; null when it is not a drawn part's.</summary>
    public static long? IndexOf(string origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return origin.StartsWith(OriginPrefix, StringComparison.Ordinal)
            && long.TryParse(origin[OriginPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }

    internal static string Origin(long index) => string.Create(CultureInfo.InvariantCulture, $"{OriginPrefix}{index:D6}");
}
