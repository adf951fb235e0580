using OpenCvSharp;
using static EdgeTransfer.Vision.Simulation.DiscGeometry;

namespace EdgeTransfer.Vision.Simulation;

/// <summary>
/// Draws parts of one frame size from plates that were drawn once. Grey until the defect, so that most of the work is on one
/// channel. Not safe for concurrent calls.
/// </summary>
internal sealed class DiscPainter : IDisposable
{
    private const int Spare = 256; // pixels by which belt and noise are wider than the frame
    private const int Shift = 4;

    private readonly int _size;
    private readonly int _shadowSpare;
    private readonly Mat[] _drilled;
    private readonly Mat[] _blank;
    private readonly Mat _light;
    private readonly Mat _belt;
    private readonly Mat _shadow;
    private readonly Mat _noise;
    private readonly Mat _grey = new();
    private readonly Mat _metal = new();
    private readonly Mat _lit = new();
    private readonly Mat _scratch = new();
    private readonly Mat _mask;
    private readonly Mat _gain = new();

    /// <summary>Draws the plates: some tens of milliseconds for 480 pixels.</summary>
    public DiscPainter(int size)
    {
        _size = size;
        _shadowSpare = size / 40; // more than the shift of any pose
        var (first, second) = (DiscTexture.Metal(size, 11), DiscTexture.Metal(size, 23));
        _drilled = [first.Drilled, second.Drilled];
        _blank = [first.Blank, second.Blank];
        _light = DiscTexture.Light(size);
        _belt = BeltTexture.Belt(size + Spare, 37);
        _shadow = BeltTexture.Shadow(size, _shadowSpare);
        _noise = BeltTexture.Noise(size + Spare, 41);
        _mask = new(size, size, MatType.CV_8UC1);
    }

    /// <summary>One part, 8-bit BGR, side × side; the caller disposes it.</summary>
    public Mat Paint(DiscPlan plan)
    {
        var (pose, light) = (plan.Pose, plan.Light);
        LayBelt(pose, light);
        TurnMetal(plan);
        Warp(_light, _lit, pose.Affine(light.LampTurn));
        Cv2.Multiply(_metal, _lit, _metal, 1.0 / 128);
        Round(_mask, pose.Centre, pose.Pixels(Rim));
        _metal.CopyTo(_grey, _mask);
        Cv2.GaussianBlur(_grey, _grey, new(3, 3), 0.62); // the lens

        var frame = new Mat();
        Cv2.CvtColor(_grey, frame, ColorConversionCodes.GRAY2BGR);
        if (plan.Defect is { } defect)
        {
            DefectBrush.Paint(frame, defect, pose);
        }

        Expose(frame, light);
        return frame;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var mat in (Mat[])[.. _drilled, .. _blank, _light, _belt, _shadow, _noise, _grey, _metal, _lit, _scratch, _mask, _gain])
        {
            mat.Dispose();
        }
    }

    private void LayBelt(DiscPose pose, DiscLight light)
    {
        using var belt = new Mat(_belt, new Rect((int)(light.BeltCrop.X * Spare), (int)(light.BeltCrop.Y * Spare), _size, _size));
        var (x, y) = (_shadowSpare - (int)Math.Round(pose.ShiftX), _shadowSpare - (int)Math.Round(pose.ShiftY));
        using var shadow = new Mat(_shadow, new Rect(x, y, _size, _size));
        Cv2.Multiply(belt, shadow, _grey, 1.0 / 255);
    }

    private void TurnMetal(DiscPlan plan)
    {
        var (pose, blend) = (plan.Pose, plan.Light.Blend);
        Cv2.AddWeighted(_drilled[0], blend, _drilled[1], 1 - blend, 0, _scratch);
        Warp(_scratch, _metal, pose.Affine(pose.Turn));
        if (plan.Defect is { Kind: SimDefect.MissingHole } missing)
        {
            Cv2.AddWeighted(_blank[0], blend, _blank[1], 1 - blend, 0, _scratch);
            Warp(_scratch, _lit, pose.Affine(pose.Turn));
            Round(_mask, missing.Lines[0][0], missing.Width);
            _lit.CopyTo(_metal, _mask);
        }
    }

    /// <summary>Gain by colour and corner, then sensor noise.</summary>
    private void Expose(Mat frame, DiscLight light)
    {
        var corners = new float[2 * 2 * 3];
        for (var i = 0; i < corners.Length; i++)
        {
            corners[i] = 128 * light.Corners[i / 3] * light.Colours[i % 3];
        }

        using var small = Mat.FromPixelData(2, 2, MatType.CV_32FC3, corners);
        using var bytes = new Mat();
        small.ConvertTo(bytes, MatType.CV_8UC3);
        Cv2.Resize(bytes, _gain, new(_size, _size), 0, 0, InterpolationFlags.Linear);
        Cv2.Multiply(frame, _gain, frame, 1.0 / 128);

        using var noise = new Mat(_noise, new Rect((int)(light.NoiseCrop.X * Spare), (int)(light.NoiseCrop.Y * Spare), _size, _size));
        var amount = light.Noise / BeltTexture.NoiseDeviation;
        Cv2.AddWeighted(frame, 1, noise, amount, -amount * BeltTexture.NoiseMiddle, frame);
    }

    private void Warp(Mat plate, Mat into, double[] affine)
    {
        using var map = Mat.FromPixelData(2, 3, MatType.CV_64FC1, affine);
        Cv2.WarpAffine(plate, into, map, new(_size, _size));
    }

    private static void Round(Mat mask, Point2f centre, float radius)
    {
        mask.SetTo(0);
        var at = new Point((int)(centre.X * (1 << Shift)), (int)(centre.Y * (1 << Shift)));
        Cv2.Circle(mask, at, (int)(radius * (1 << Shift)), Scalar.White, -1, LineTypes.Link8, Shift);
    }
}
