using OpenCvSharp;
using static EdgeTransfer.Vision.Simulation.DiscGeometry;

namespace EdgeTransfer.Vision.Simulation;

/// <summary>
/// Draws the upright part once: turned metal is made in polar coordinates (rows angles, columns radii) and warped to the
/// plane. Every method returns a grey plate of side × side, which the caller disposes.
/// </summary>
internal static class DiscTexture
{
    private const int Angles = 2048; // a power of 2, so that each coarseness divides it
    private const float Reach = 0.42f; // radius of the polar image, share of the side
    private const int Shift = 4;

    /// <summary>Reflectance of the metal with and without the bolt holes. The same seed gives the same machining marks.</summary>
    public static (Mat Drilled, Mat Blank) Metal(int size, ulong seed)
    {
        var factor = Oversampling(size);
        var random = new RNG(seed);
        var radii = (int)(Reach * size * factor);
        using var streaks = Noise(ref random, radii, along: 8, deviation: 5.0);
        using var rings = Noise(ref random, radii, along: 2048, deviation: 7.0);
        using var waves = Noise(ref random, radii, along: 32, deviation: 4.5);
        using var polar = Profile(radii, Reflectance);
        Cv2.Add(polar, streaks, polar);
        Cv2.Add(polar, rings, polar);
        Cv2.Add(polar, waves, polar);
        using var plate = ToPlane(polar, size * factor);
        Drill(plate, new(0.5, 0.5), Bore, BoreChamfer);
        var blank = Shrink(plate, size);
        for (var hole = 0; hole < Holes; hole++)
        {
            var (sin, cos) = Math.SinCos(HoleAngle(hole));
            Drill(plate, new(0.5 + (BoltCircle * cos), 0.5 + (BoltCircle * sin)), Hole, HoleChamfer);
        }

        return (Shrink(plate, size), blank);
    }

    /// <summary>Light on the metal, 128 = 1: two fans, as concentric marks throw them, and a chamfer lit from one side.</summary>
    public static Mat Light(int size)
    {
        var factor = Oversampling(size);
        var radii = (int)(Reach * size * factor);
        var values = new float[Angles * radii];
        for (var row = 0; row < Angles; row++)
        {
            var towards = Math.Cos((2 * Math.PI * row / Angles) - Lamp);
            var face = 0.74 + (0.16 * towards) + (0.42 * Math.Pow(Math.Abs(towards), 9)) + (0.10 * Math.Pow(Math.Abs(Math.Cos((2 * Math.PI * row / Angles) - Lamp - 1.25)), 14));
            var chamfer = 0.62 + (0.85 * Math.Pow(Math.Max(0, towards), 1.4)) + (0.18 * Math.Pow(Math.Max(0, -towards), 6));
            var hub = 0.80 + (0.20 * towards) + (0.30 * Math.Pow(Math.Abs(towards), 5));
            var wall = 0.75 - (0.55 * towards);
            for (var column = 0; column < radii; column++)
            {
                var radius = Reach * column / radii;
                values[(row * radii) + column] = (float)(128 * radius switch
                {
                    < GrooveIn => hub,
                    < GrooveOut => wall,
                    < Chamfer => face,
                    _ => chamfer,
                });
            }
        }

        using var polar = Mat.FromPixelData(Angles, radii, MatType.CV_32FC1, values);
        Cv2.GaussianBlur(polar, polar, new(0, 0), 1.2 * factor * size / 480.0, 6);
        using var plate = ToPlane(polar, size * factor);
        return Shrink(plate, size);
    }

    private static float Reflectance(float radius) => radius switch
    {
        < GrooveIn => 168,
        < GrooveIn + 0.003f => 205, // edge
        < GrooveOut - 0.003f => 96,
        < GrooveOut => 190,
        < Chamfer - 0.002f => 152,
        < Chamfer + 0.001f => 215,
        < Rim - 0.006f => 160,
        _ => 70,
    };

    private static Mat Profile(int radii, Func<float, float> value)
    {
        var values = new float[radii];
        for (var column = 0; column < radii; column++)
        {
            values[column] = value(Reach * column / radii);
        }

        using var row = Mat.FromPixelData(1, radii, MatType.CV_32FC1, values);
        var polar = new Mat();
        Cv2.Repeat(row, Angles, 1, polar);
        return polar;
    }

    /// <summary>
    /// Normal noise of Angles × radii, drawn out along the angle, which closes on itself, and brought to a standard deviation.
    /// Made with one row for every <paramref name="along"/> angles and then stretched: a wide blur would cost seconds.
    /// </summary>
    private static Mat Noise(ref RNG random, int radii, int along, double deviation)
    {
        const int Margin = 27;
        using var coarse = new Mat(Angles / along, radii, MatType.CV_32FC1);
        random.Fill(coarse, DistributionType.Normal, InputArray.Create(0.0), InputArray.Create(1.0));
        using var closed = new Mat();
        Cv2.CopyMakeBorder(coarse, closed, Margin, Margin, 0, 0, BorderTypes.Wrap);
        Cv2.GaussianBlur(closed, closed, new(0, 0), 0.8, 8);
        Cv2.MeanStdDev(closed, out var mean, out var spread);
        closed.ConvertTo(closed, MatType.CV_32FC1, deviation / spread.Val0, -mean.Val0 * deviation / spread.Val0);
        using var ring = closed.RowRange(Margin - 1, closed.Rows - Margin + 1); // one row more on each side to stretch towards
        using var stretched = new Mat();
        Cv2.Resize(ring, stretched, new(radii, Angles + (2 * along)), 0, 0, InterpolationFlags.Linear);
        using var whole = stretched.RowRange(along, along + Angles);
        return whole.Clone();
    }

    private static Mat ToPlane(Mat polar, int side)
    {
        using var plane = new Mat();
        Cv2.WarpPolar(polar, plane, new(side, side), new((side - 1) / 2f, (side - 1) / 2f), Reach * side, InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, WarpPolarMode.Linear);
        var plate = new Mat();
        plane.ConvertTo(plate, MatType.CV_8UC1);
        return plate;
    }

    /// <summary>A chamfered hole, seen from above: the chamfer shines opposite to the lamp, the wall shows as a crescent.</summary>
    private static void Drill(Mat plate, Point2d centre, double radius, double chamfer)
    {
        var away = new Point2d(-Math.Cos(Lamp), -Math.Sin(Lamp));
        var edge = chamfer - radius;
        Disc(plate, centre, chamfer, 118);
        Disc(plate, centre + (away * (edge * 0.30)), chamfer - (edge * 0.30), 214);
        Disc(plate, centre - (away * (edge * 0.10)), radius + (edge * 0.25), 74);
        Disc(plate, centre, radius, 62);
        Disc(plate, centre - (away * (radius * 0.10)), radius * 0.90, 34);
        Disc(plate, centre - (away * (radius * 0.16)), radius * 0.80, 24);
    }

    private static void Disc(Mat plate, Point2d centre, double radius, int grey)
    {
        var unit = plate.Cols * (1 << Shift);
        Cv2.Circle(plate, new Point((int)(centre.X * unit), (int)(centre.Y * unit)), (int)(radius * unit), Scalar.All(grey), -1, LineTypes.AntiAlias, Shift);
    }

    private static int Oversampling(int size) => size <= 1024 ? 2 : 1;

    private static Mat Shrink(Mat plate, int size)
    {
        var small = new Mat();
        Cv2.Resize(plate, small, new(size, size), 0, 0, InterpolationFlags.Area);
        return small;
    }
}
