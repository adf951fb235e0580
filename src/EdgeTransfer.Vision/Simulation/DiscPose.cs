using OpenCvSharp;

namespace EdgeTransfer.Vision.Simulation;

/// <summary>How one part lies under the camera.</summary>
/// <param name="Size">Side of the frame, pixels.</param>
/// <param name="ShiftX">Of the centre from the frame's, pixels.</param>
/// <param name="ShiftY">Of the centre from the frame's, pixels.</param>
/// <param name="Turn">Radians, clockwise as seen.</param>
/// <param name="Scale">1 is the nominal distance.</param>
internal readonly record struct DiscPose(int Size, double ShiftX, double ShiftY, double Turn, double Scale)
{
    /// <summary>Centre of the part in the frame, pixels.</summary>
    public Point2f Centre => new((float)((Size / 2.0) + ShiftX), (float)((Size / 2.0) + ShiftY));

    /// <summary>Jitter of a fixture that is good but not perfect.</summary>
    public static DiscPose Draw(Random random, int size) => new(
        size,
        random.Between(-0.018, 0.018) * size,
        random.Between(-0.018, 0.018) * size,
        random.Between(-0.13, 0.13),
        random.Between(0.986, 1.014));

    /// <summary>A point of the upright part, by radius (share of the side) and angle (radians), in frame pixels.</summary>
    public Point2f At(double radius, double angle)
    {
        var (sin, cos) = Math.SinCos(angle + Turn);
        var length = radius * Size * Scale;
        return new((float)(Centre.X + (length * cos)), (float)(Centre.Y + (length * sin)));
    }

    /// <summary>A length of the upright part in frame pixels.</summary>
    public float Pixels(double length) => (float)(length * Size * Scale);

    /// <summary>Rows of the affine map from the upright part to the frame, turned by <paramref name="turn"/>.</summary>
    public double[] Affine(double turn)
    {
        var (sin, cos) = Math.SinCos(turn);
        var (a, b, c) = (Scale * cos, Scale * sin, Size / 2.0);
        return [a, -b, c + ShiftX - (c * (a - b)), b, a, c + ShiftY - (c * (a + b))];
    }
}
