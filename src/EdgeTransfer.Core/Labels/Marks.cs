using System.Globalization;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Core.Labels;

/// <summary>Marks of defects: what is taken from people, and how it becomes fractions of the region.</summary>
public static class Marks
{
    /// <summary>Most boxes on one label.</summary>
    public const int MaxCount = 64;

    /// <summary>Why the marks cannot be taken; null when they can.</summary>
    /// <param name="label">The class that they come with.</param>
    /// <param name="marks">In pixels of the frame.</param>
    /// <param name="region">The recipe's region in that frame.</param>
    public static Refusal? Check(string label, IReadOnlyList<FrameBox> marks, Region region)
    {
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentNullException.ThrowIfNull(region);
        if (marks.Count > 0 && label == Label.Ok)
        {
            return new(RefusalKind.Invalid, $"A part that is '{Label.Ok}' has no defect to mark: leave 'marks' out.");
        }

        if (marks.Count > MaxCount)
        {
            return new(RefusalKind.Invalid, $"{marks.Count} marks; a label takes at most {MaxCount}.");
        }

        foreach (var (index, mark) in marks.Index())
        {
            if (!LiesIn(mark, region))
            {
                return new(
                    RefusalKind.Invalid,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Mark {index + 1} ({mark.Width}×{mark.Height} at {mark.X}, {mark.Y}) must have an area and lie in the region {region.Width}×{region.Height} at {region.X}, {region.Y} of the frame."));
            }
        }

        return null;
    }

    /// <summary>
    /// The marks in fractions of a region. What of them lies outside is cut off: the recipe's region may have changed since they were made.
    /// </summary>
    public static IReadOnlyList<MarkBox> In(Region region, IEnumerable<FrameBox> marks)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(marks);
        return [.. marks.Select(mark => Cut(region, mark)).Where(box => box.IsValid)];
    }

    // A number that is none, or too large, passes no comparison.
    private static bool LiesIn(FrameBox mark, Region region) =>
        mark.Width > 0 && mark.Height > 0 && mark.X >= region.X && mark.Y >= region.Y
        && mark.X + mark.Width <= (double)region.X + region.Width && mark.Y + mark.Height <= (double)region.Y + region.Height;

    private static MarkBox Cut(Region region, FrameBox mark)
    {
        var (left, right) = Side(mark.X - region.X, mark.Width, region.Width);
        var (top, bottom) = Side(mark.Y - region.Y, mark.Height, region.Height);
        return new(left, top, right - left, bottom - top);
    }

    private static (double From, double To) Side(double from, double length, double whole) =>
        (Math.Clamp(from / whole, 0, 1), Math.Clamp((from + length) / whole, 0, 1));
}
