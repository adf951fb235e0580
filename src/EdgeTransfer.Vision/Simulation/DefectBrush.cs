using OpenCvSharp;
using static EdgeTransfer.Vision.Simulation.DiscGeometry;

namespace EdgeTransfer.Vision.Simulation;

/// <summary>Paints a defect on a BGR frame, within its box and on metal only: never over a hole.</summary>
internal static class DefectBrush
{
    private const int Shift = 4; // 1/16 pixel
    private static readonly Scalar Shine = new(250, 247, 242);
    private static readonly Scalar Depth = new(18, 20, 24);
    private static readonly Scalar Film = new(118, 156, 184); // what a film lets through, 255 = all
    private static readonly Scalar FilmEdge = new(120, 150, 170);

    /// <summary>Paints all kinds but a missing hole, which the texture shows.</summary>
    public static void Paint(Mat bgr, DefectShape defect, DiscPose pose)
    {
        if (defect.Kind == SimDefect.MissingHole)
        {
            return;
        }

        using var area = new Mat(bgr, defect.Box);
        using var cover = new Mat(defect.Box.Size, MatType.CV_8UC1);
        var unit = pose.Size / 480f;
        switch (defect.Kind)
        {
            case SimDefect.Scratch:
                Lines(cover, defect, offset: 0.9f * unit, defect.Strength * 0.6);
                Blend(area, cover, Depth, 0.6f * unit, defect, pose);
                Lines(cover, defect, offset: 0, defect.Strength);
                Blend(area, cover, Shine, 0.45f * unit, defect, pose);
                break;
            case SimDefect.Crack:
                Lines(cover, defect, offset: unit, defect.Strength * 0.25);
                Blend(area, cover, Shine, 0.6f * unit, defect, pose);
                Lines(cover, defect, offset: 0, defect.Strength);
                Blend(area, cover, Depth, 0.45f * unit, defect, pose);
                break;
            case SimDefect.Pit:
                // The wall that faces the lamp shines, beyond the hollow.
                Fill(cover, defect, offset: defect.Width * 0.28f, defect.Strength * 0.5);
                Blend(area, cover, Shine, defect.Width * 0.18f, defect, pose);
                Fill(cover, defect, offset: 0, defect.Strength);
                Blend(area, cover, Depth, defect.Width * 0.22f, defect, pose);
                break;
            default:
                Fill(cover, defect, offset: 0, defect.Strength);
                Blend(area, cover, Film, defect.Width * 0.16f, defect, pose, through: true);
                Edge(cover, defect, defect.Strength * 0.7);
                Blend(area, cover, FilmEdge, defect.Width * 0.08f, defect, pose, through: true);
                break;
        }
    }

    private static void Lines(Mat cover, DefectShape defect, float offset, double strength)
    {
        cover.SetTo(0);
        var thickness = Math.Max(1, (int)MathF.Round(defect.Width));
        foreach (var line in defect.Lines)
        {
            for (var i = 1; i < line.Length; i++)
            {
                // Fades towards its ends; a crack only towards its tip.
                var along = (i - 0.5) / (line.Length - 1);
                var taper = defect.Kind == SimDefect.Crack ? 1 - (0.75 * along) : Math.Min(1, Math.Min(along, 1 - along) * 5 + 0.25);
                Cv2.Line(cover, Fixed(line[i - 1], defect.Box, offset), Fixed(line[i], defect.Box, offset), Scalar.All(255 * strength * taper), thickness, LineTypes.AntiAlias, Shift);
            }
        }
    }

    private static void Fill(Mat cover, DefectShape defect, float offset, double strength)
    {
        cover.SetTo(0);
        var outlines = defect.Lines.Select(line => line.Select(p => Fixed(p, defect.Box, offset)));
        Cv2.FillPoly(cover, outlines, Scalar.All(255 * strength), LineTypes.AntiAlias, Shift);
    }

    private static void Edge(Mat cover, DefectShape defect, double strength)
    {
        cover.SetTo(0);
        var outlines = defect.Lines.Select(line => line.Select(p => Fixed(p, defect.Box, 0)));
        Cv2.Polylines(cover, outlines, isClosed: true, Scalar.All(255 * strength), Math.Max(1, (int)(defect.Width * 0.12f)), LineTypes.AntiAlias, Shift);
    }

    /// <summary>
    /// area ← area + cover/255 · (paint − area), the cover softened and cut out at holes and bore. The paint is the colour,
    /// or the metal seen <paramref name="through"/> it.
    /// </summary>
    private static void Blend(Mat area, Mat cover, Scalar colour, float soften, DefectShape defect, DiscPose pose, bool through = false)
    {
        Cv2.GaussianBlur(cover, cover, default, Math.Max(0.3, soften));
        for (var hole = 0; hole < Holes; hole++)
        {
            CutOut(cover, pose.At(BoltCircle, HoleAngle(hole)), pose.Pixels(HoleChamfer), defect.Box);
        }

        CutOut(cover, pose.Centre, pose.Pixels(BoreChamfer), defect.Box);
        using var covers = cover.CvtColor(ColorConversionCodes.GRAY2BGR);
        using var paint = new Mat(area.Size(), area.Type(), colour);
        if (through)
        {
            Cv2.Multiply(paint, area, paint, 1.0 / 255);
        }

        Cv2.Multiply(paint, covers, paint, 1.0 / 255);
        Cv2.BitwiseNot(covers, covers);
        Cv2.Multiply(area, covers, area, 1.0 / 255);
        Cv2.Add(area, paint, area);
    }

    private static void CutOut(Mat cover, Point2f centre, float radius, Rect box) =>
        Cv2.Circle(cover, Fixed(centre, box, 0), (int)(radius * (1 << Shift)), Scalar.Black, -1, LineTypes.AntiAlias, Shift);

    private static Point Fixed(Point2f p, Rect box, float offset) =>
        new((int)MathF.Round((p.X + offset - box.X) * (1 << Shift)), (int)MathF.Round((p.Y + offset - box.Y) * (1 << Shift)));
}
