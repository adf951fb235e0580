using OpenCvSharp;
using static EdgeTransfer.Vision.Simulation.DiscGeometry;

namespace EdgeTransfer.Vision.Simulation;

/// <summary>Draws, once, what lies around the part: the belt, the part's shadow, and a plate of sensor noise.</summary>
internal static class BeltTexture
{
    /// <summary>Grey level that stands for no noise.</summary>
    public const int NoiseMiddle = 128;

    /// <summary>Standard deviation of the noise plate, grey levels.</summary>
    public const double NoiseDeviation = 24;

    /// <summary>Standard deviation of the noise of one colour against the others, as of a sensor with a colour mosaic.</summary>
    private const double ColourDeviation = 9;

    /// <summary>A woven rubber belt with scuffs along its travel, grey, side × side.</summary>
    public static Mat Belt(int side, ulong seed)
    {
        var random = new RNG(seed);
        using var belt = new Mat(side, side, MatType.CV_32FC1, Scalar.All(63));
        AddNoise(ref random, belt, sigmaX: 14, sigmaY: 0.7, deviation: 4.0);
        AddClouds(ref random, belt, deviation: 3.0);
        AddNoise(ref random, belt, sigmaX: 0.8, sigmaY: 0.8, deviation: 2.2);
        AddWeave(belt);
        for (var i = 0; i < side / 40; i++)
        {
            var (x, y, length) = (random.Uniform(0, side), random.Uniform(0, side), random.Uniform(side / 12, side / 4));
            var (slope, grey) = (random.Uniform(-3, 4), random.Uniform(50, 84));
            Cv2.Line(belt, x, y, x + length, y + slope, Scalar.All(grey), 1, LineTypes.AntiAlias);
        }

        Cv2.GaussianBlur(belt, belt, new(0, 0), 0.7);
        return ToGrey(belt);
    }

    /// <summary>
    /// What the part's shadow leaves of the light, 255 = all. The part lies in the middle of a plate that is wider than the
    /// frame by <paramref name="spare"/> pixels on each side.
    /// </summary>
    public static Mat Shadow(int size, int spare)
    {
        var side = size + (2 * spare);
        using var shadow = Blot(side, size, reach: 1.00, away: 0.030, soften: 0.022);
        using var contact = Blot(side, size, reach: 1.012, away: 0.006, soften: 0.007);
        var light = new Mat();
        Cv2.AddWeighted(shadow, -0.50, contact, -0.32, 255, light);
        return light;
    }

    /// <summary>Sensor noise around <see cref="NoiseMiddle"/>, BGR, side × side.</summary>
    public static Mat Noise(int side, ulong seed)
    {
        var random = new RNG(seed);
        using var grey = new Mat(side, side, MatType.CV_32FC1);
        random.Fill(grey, DistributionType.Normal, InputArray.Create((double)NoiseMiddle), InputArray.Create(NoiseDeviation));
        using var all = grey.CvtColor(ColorConversionCodes.GRAY2BGR);
        using var colour = new Mat(side, side, MatType.CV_32FC3);
        random.Fill(colour, DistributionType.Normal, InputArray.Create(0.0), InputArray.Create(ColourDeviation));
        Cv2.Add(all, colour, all);
        var noise = new Mat();
        all.ConvertTo(noise, MatType.CV_8UC3);
        return noise;
    }

    private static void AddNoise(ref RNG random, Mat belt, double sigmaX, double sigmaY, double deviation)
    {
        using var noise = new Mat(belt.Size(), MatType.CV_32FC1);
        random.Fill(noise, DistributionType.Normal, InputArray.Create(0.0), InputArray.Create(1.0));
        Cv2.GaussianBlur(noise, noise, new(0, 0), sigmaX, sigmaY);
        Cv2.MeanStdDev(noise, out _, out var spread);
        Cv2.ScaleAdd(noise, deviation / spread.Val0, belt, belt);
    }

    /// <summary>Wear over some fifty pixels, made small and stretched.</summary>
    private static void AddClouds(ref RNG random, Mat belt, double deviation)
    {
        const int Coarse = 16;
        using var small = new Mat((belt.Rows / Coarse) + 1, (belt.Cols / Coarse) + 1, MatType.CV_32FC1, Scalar.Black);
        AddNoise(ref random, small, sigmaX: 4, sigmaY: 2.5, deviation);
        using var clouds = new Mat();
        Cv2.Resize(small, clouds, belt.Size(), 0, 0, InterpolationFlags.Cubic);
        Cv2.Add(belt, clouds, belt);
    }

    private static void AddWeave(Mat belt)
    {
        var thread = new float[belt.Cols];
        for (var i = 0; i < thread.Length; i++)
        {
            thread[i] = 1.6f * MathF.Sin(2 * MathF.PI * i / 5.5f);
        }

        using var warp = Mat.FromPixelData(1, thread.Length, MatType.CV_32FC1, thread);
        using var along = new Mat();
        Cv2.Repeat(warp, belt.Rows, 1, along);
        using var across = new Mat();
        Cv2.Transpose(along, across);
        Cv2.Add(belt, along, belt);
        Cv2.Add(belt, across, belt);
    }

    private static Mat Blot(int side, int size, double reach, double away, double soften)
    {
        var blot = new Mat(side, side, MatType.CV_8UC1, Scalar.Black);
        var centre = new Point((int)((side / 2.0) - (Math.Cos(Lamp) * away * size)), (int)((side / 2.0) - (Math.Sin(Lamp) * away * size)));
        Cv2.Circle(blot, centre, (int)(Rim * size * reach), Scalar.White, -1, LineTypes.AntiAlias);
        Cv2.GaussianBlur(blot, blot, new(0, 0), soften * size);
        return blot;
    }

    private static Mat ToGrey(Mat belt)
    {
        var grey = new Mat();
        belt.ConvertTo(grey, MatType.CV_8UC1);
        return grey;
    }
}
