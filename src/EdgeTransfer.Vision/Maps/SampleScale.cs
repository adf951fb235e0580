using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Recipes;

namespace EdgeTransfer.Vision.Maps;

/// <summary>Takes samples of a map back to pixels of the original frame.</summary>
/// <param name="area">What the map shows.</param>
/// <param name="columns">Samples a row.</param>
/// <param name="rows">Rows of samples.</param>
internal readonly struct SampleScale(Region area, int columns, int rows)
{
    private readonly double _width = (double)area.Width / columns;
    private readonly double _height = (double)area.Height / rows;

    /// <summary>Pixels that one sample stands for.</summary>
    public double SampleArea => _width * _height;

    /// <summary>Centre of a sample, kept inside the area; tenths of a pixel are more than a map knows.</summary>
    public FramePoint Point(double column, double row) => new(
        (float)Math.Round(area.X + Math.Clamp((column + 0.5) * _width, 0, area.Width), 1),
        (float)Math.Round(area.Y + Math.Clamp((row + 0.5) * _height, 0, area.Height), 1));
}
