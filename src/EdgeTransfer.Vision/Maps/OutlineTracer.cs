using System.Runtime.InteropServices;
using EdgeTransfer.Core.Inspecting;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Maps;

/// <summary>
/// Outlines of connected components as polygons. It follows borders itself: OpenCV's wrapper makes a list of new images for each
/// call. Keeps scratch images; not safe for concurrent calls.
/// </summary>
internal sealed class OutlineTracer : IDisposable
{
    /// <summary>Most points of one outline.</summary>
    public const int MaxPoints = 16;

    /// <summary>An outline runs through the samples around its component, which may lie outside of the map; around those lies nothing.</summary>
    private const int Margin = 2;

    /// <summary>Largest distance between an outline and its polygon, samples, unless that takes too many points.</summary>
    private const double Tolerance = 0.75;

    // Clockwise from the right, rows downwards.
    private static readonly (int X, int Y)[] Steps = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)];

    private readonly List<Point> _border = [];
    private readonly Mat _contour = new();
    private readonly Mat _polygon = new();
    private readonly InputArray _contourInput;
    private bool[] _mask = [];

    public OutlineTracer() => _contourInput = InputArray.Create(_contour);

    /// <summary>Traces one component.</summary>
    /// <param name="labels">Number of the component at each sample.</param>
    /// <param name="columns">Samples a row.</param>
    /// <param name="component">Its number.</param>
    /// <param name="box">Its bounding box, samples.</param>
    /// <param name="scale">From samples to pixels.</param>
    /// <returns>At most <see cref="MaxPoints"/> points.</returns>
    public FramePoint[] Trace(ReadOnlySpan<int> labels, int columns, int component, Rect box, SampleScale scale)
    {
        var (width, height) = (box.Width + (2 * Margin), box.Height + (2 * Margin));
        if (_mask.Length < width * height)
        {
            _mask = new bool[width * height];
        }

        var mask = _mask.AsSpan(0, width * height);
        Dilate(labels, columns, component, box, mask);
        FollowBorder(mask, width);
        _contour.Create(_border.Count, 1, MatType.CV_32SC2);
        CollectionsMarshal.AsSpan(_border).CopyTo(_contour.AsSpan<Point>());
        return Simplify(box, scale);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _contourInput.Dispose();
        _contour.Dispose();
        _polygon.Dispose();
    }

    /// <summary>The component and the samples around it.</summary>
    private static void Dilate(ReadOnlySpan<int> labels, int columns, int component, Rect box, Span<bool> mask)
    {
        var (width, height) = (box.Width, box.Height);
        var stride = width + (2 * Margin);
        mask.Clear();
        for (var row = 0; row < height; row++)
        {
            var line = labels.Slice(((box.Y + row) * columns) + box.X, width);
            for (var column = 0; column < width; column++)
            {
                if (line[column] != component)
                {
                    continue;
                }

                for (var y = row + Margin - 1; y <= row + Margin + 1; y++)
                {
                    mask.Slice((y * stride) + column + Margin - 1, 3).Fill(true);
                }
            }
        }
    }

    /// <summary>Moore's neighbour tracing: once around, clockwise, until the first step would be taken again.</summary>
    private void FollowBorder(ReadOnlySpan<bool> mask, int stride)
    {
        var start = mask.IndexOf(true);
        var (at, direction, firstDirection) = (start, 0, -1);
        _border.Clear();
        while (true)
        {
            direction = (direction + 6) % 8; // begin at the neighbour after the one that we came past
            while (!mask[at + Steps[direction].X + (Steps[direction].Y * stride)])
            {
                direction = (direction + 1) % 8;
            }

            if (at == start && direction == firstDirection)
            {
                return;
            }

            firstDirection = firstDirection < 0 ? direction : firstDirection;
            _border.Add(new(at % stride, at / stride));
            at += Steps[direction].X + (Steps[direction].Y * stride);
        }
    }

    /// <summary>Douglas-Peucker, coarser until the points are few enough.</summary>
    private FramePoint[] Simplify(Rect box, SampleScale scale)
    {
        var corners = Approximate(Tolerance);
        for (var tolerance = 1.5 * Tolerance; corners.Length > MaxPoints; tolerance *= 1.5)
        {
            corners = Approximate(tolerance);
        }

        var outline = new FramePoint[corners.Length];
        for (var i = 0; i < outline.Length; i++)
        {
            outline[i] = scale.Point(corners[i].X + box.X - Margin, corners[i].Y + box.Y - Margin);
        }

        return outline;
    }

    private Span<Point> Approximate(double tolerance)
    {
        Cv2.ApproxPolyDP(_contourInput, _polygon, tolerance, closed: true);
        return _polygon.AsSpan<Point>();
    }
}
