using EdgeTransfer.Core.Inspecting;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Maps;

/// <summary>Outlines of connected components as polygons. Keeps scratch images; not safe for concurrent calls.</summary>
internal sealed class OutlineTracer : IDisposable
{
    /// <summary>Most points of one outline.</summary>
    public const int MaxPoints = 16;

    /// <summary>An outline runs through the centres of the samples around its component, which may lie outside of the map.</summary>
    private const int Margin = 2;

    /// <summary>Largest distance between an outline and its polygon, samples, unless that takes too many points.</summary>
    private const double Tolerance = 0.75;

    private readonly Mat _mask = new();
    private readonly Mat _padded = new();
    private readonly Mat _polygon = new();
    private readonly Mat _square = Cv2.GetStructuringElement(MorphShapes.Rect, new(3, 3));

    /// <summary>Traces one component.</summary>
    /// <param name="labels">Number of the component at each sample.</param>
    /// <param name="component">Its number.</param>
    /// <param name="box">Its bounding box, samples.</param>
    /// <param name="scale">From samples to pixels.</param>
    /// <returns>At most <see cref="MaxPoints"/> points.</returns>
    public FramePoint[] Trace(Mat labels, int component, Rect box, SampleScale scale)
    {
        using (var inside = new Mat(labels, box))
        {
            Cv2.Compare(inside, component, _mask, CmpTypes.EQ);
        }

        Cv2.CopyMakeBorder(_mask, _padded, Margin, Margin, Margin, Margin, BorderTypes.Constant, default);
        Cv2.Dilate(_padded, _padded, _square);
        var contours = Cv2.FindContoursAsMat(
            _padded, RetrievalModes.External, ContourApproximationModes.ApproxSimple, new Point(box.X - Margin, box.Y - Margin));
        try
        {
            return Simplify(contours[0], scale);
        }
        finally
        {
            foreach (var contour in contours)
            {
                contour.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mask.Dispose();
        _padded.Dispose();
        _polygon.Dispose();
        _square.Dispose();
    }

    /// <summary>Douglas-Peucker, coarser until the points are few enough.</summary>
    private FramePoint[] Simplify(Mat contour, SampleScale scale)
    {
        var corners = Approximate(contour, Tolerance);
        for (var tolerance = 1.5 * Tolerance; corners.Length > MaxPoints; tolerance *= 1.5)
        {
            corners = Approximate(contour, tolerance);
        }

        var outline = new FramePoint[corners.Length];
        for (var i = 0; i < outline.Length; i++)
        {
            outline[i] = scale.Point(corners[i].X, corners[i].Y);
        }

        return outline;
    }

    private Span<Point> Approximate(Mat contour, double tolerance)
    {
        Cv2.ApproxPolyDP(contour, _polygon, tolerance, closed: true);
        return _polygon.AsSpan<Point>();
    }
}
