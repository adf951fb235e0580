using OpenCvSharp;

namespace EdgeTransfer.Vision.Simulation;

/// <summary>One defect in frame pixels.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Lines">Polylines of a scratch or crack, outlines of pits or a stain.</param>
/// <param name="Width">Of a line, or radius of a hollow, film or hole, pixels.</param>
/// <param name="Strength">0 to 1: how much of what lies under it is covered.</param>
/// <param name="Box">No pixel outside is touched.</param>
internal sealed record DefectShape(SimDefect Kind, Point2f[][] Lines, float Width, double Strength, Rect Box)
{
    /// <summary>A shape with the box around its points, widened by <paramref name="margin"/> pixels and clipped to the frame.</summary>
    public static DefectShape Around(SimDefect kind, Point2f[][] lines, float width, double strength, float margin, int size)
    {
        var points = lines.SelectMany(line => line).ToArray();
        var left = Math.Max(0, (int)MathF.Floor(points.Min(p => p.X) - margin));
        var top = Math.Max(0, (int)MathF.Floor(points.Min(p => p.Y) - margin));
        var right = Math.Min(size, (int)MathF.Ceiling(points.Max(p => p.X) + margin) + 1);
        var bottom = Math.Min(size, (int)MathF.Ceiling(points.Max(p => p.Y) + margin) + 1);
        return new(kind, lines, width, strength, new(left, top, right - left, bottom - top));
    }
}
