using OpenCvSharp;
using static EdgeTransfer.Vision.Simulation.DiscGeometry;

namespace EdgeTransfer.Vision.Simulation;

/// <summary>Draws kind, place, size and strength of a defect; each kind is as likely as the others, from subtle to plain.</summary>
internal static class DefectPlanner
{
    // Lengths of a 480-pixel frame, as shares of its side.
    private const float Pixel = 1f / 480;

    /// <summary>A defect on the metal of a part that lies so.</summary>
    public static DefectShape Draw(Random random, DiscPose pose) => random.Next(5) switch
    {
        0 => Scratch(random, pose),
        1 => Pits(random, pose),
        2 => Crack(random, pose),
        3 => Stain(random, pose),
        _ => MissingHole(random, pose),
    };

    private static DefectShape Scratch(Random random, DiscPose pose)
    {
        var width = pose.Pixels(random.Between(1.0f, 2.0f) * Pixel);
        var strokes = random.NextDouble() < 0.3 ? 2 : 1;
        var start = pose.At(random.Between(0.22, 0.33), BetweenHoles(random));
        var length = pose.Pixels(random.Between(32f, 92f) * Pixel);
        // Along the marks or towards the hub, so that it does not run off the part at once.
        var inward = Math.Atan2(pose.Centre.Y - start.Y, pose.Centre.X - start.X);
        var heading = inward + (random.Between(0.35, 1.6) * (random.Next(2) == 0 ? 1 : -1));
        var lines = new Point2f[strokes][];
        for (var i = 0; i < strokes; i++)
        {
            // Beside each other, as one burr makes them.
            var aside = i * pose.Pixels(random.Between(4f, 8f) * Pixel);
            var from = new Point2f(start.X - (aside * (float)Math.Sin(heading)), start.Y + (aside * (float)Math.Cos(heading)));
            lines[i] = Walk(random, from, heading, length * random.Between(0.6f, 1f), steps: 14, bend: 0.05, inside: pose);
        }

        return DefectShape.Around(SimDefect.Scratch, lines, width, random.Between(0.45, 0.9), width + pose.Pixels(3 * Pixel), pose.Size);
    }

    private static DefectShape Crack(Random random, DiscPose pose)
    {
        var hole = random.Next(Holes);
        var outward = random.Between(0, 2 * Math.PI);
        var inward = HoleAngle(hole) + Math.PI + random.Between(-1.4, 1.4); // outwards, the rim is near
        var (start, heading) = random.Next(3) switch
        {
            0 => (FromHole(pose, hole, inward), inward + pose.Turn),
            1 => (pose.At(BoreChamfer, outward), outward + pose.Turn),
            _ => (pose.At(Chamfer, outward), outward + pose.Turn + Math.PI),
        };
        var length = pose.Pixels(random.Between(26f, 66f) * Pixel);
        var main = Walk(random, start, heading, length, steps: 12, bend: 0.42, inside: pose);
        var lines = new List<Point2f[]> { main };
        if (random.NextDouble() < 0.5)
        {
            var side = random.NextDouble() < 0.5 ? 0.7 : -0.7;
            lines.Add(Walk(random, main[main.Length / 2], heading + side, length * 0.35f, steps: 5, bend: 0.4, inside: pose));
        }

        var width = pose.Pixels(random.Between(0.9f, 1.5f) * Pixel);
        return DefectShape.Around(SimDefect.Crack, [.. lines], width, random.Between(0.5, 0.95), width + pose.Pixels(3 * Pixel), pose.Size);
    }

    private static DefectShape Pits(Random random, DiscPose pose)
    {
        var radius = pose.Pixels(random.Between(2.6f, 6.0f) * Pixel);
        var centre = FreeMetal(random, pose);
        var lines = Enumerable.Range(0, random.Next(1, 4)).Select(i =>
        {
            var spread = i == 0 ? 0 : radius * random.Between(2.6f, 4.5f);
            var (sin, cos) = MathF.SinCos(random.Between(0f, 2 * MathF.PI));
            return Outline(random, new(centre.X + (spread * cos), centre.Y + (spread * sin)), radius * (i == 0 ? 1 : 0.55f), corners: 18, rough: 0.10f);
        }).ToArray();
        return DefectShape.Around(SimDefect.Pit, lines, radius, random.Between(0.5, 0.95), (radius * 0.8f) + 2, pose.Size);
    }

    private static DefectShape Stain(Random random, DiscPose pose)
    {
        var radius = pose.Pixels(random.Between(13f, 30f) * Pixel);
        var outline = Outline(random, FreeMetal(random, pose), radius, corners: 48, rough: 0.02f);
        return DefectShape.Around(SimDefect.Stain, [outline], radius, random.Between(0.35, 0.95), (radius * 0.6f) + 2, pose.Size);
    }

    private static DefectShape MissingHole(Random random, DiscPose pose)
    {
        var centre = pose.At(BoltCircle, HoleAngle(random.Next(Holes)));
        var radius = pose.Pixels(HoleChamfer * 1.12);
        return DefectShape.Around(SimDefect.MissingHole, [[centre]], radius, 1, radius + 3, pose.Size);
    }

    private static Point2f FromHole(DiscPose pose, int hole, double direction)
    {
        var centre = pose.At(BoltCircle, HoleAngle(hole));
        var (sin, cos) = Math.SinCos(direction + pose.Turn);
        var radius = pose.Pixels(HoleChamfer);
        return new(centre.X + (float)(radius * cos), centre.Y + (float)(radius * sin));
    }

    /// <summary>A place on the face between two holes, or outside the bolt circle.</summary>
    private static Point2f FreeMetal(Random random, DiscPose pose) => random.NextDouble() < 0.6
        ? pose.At(random.Between(0.225, 0.33), BetweenHoles(random))
        : pose.At(random.Between(0.335, 0.352), random.Between(0, 2 * Math.PI));

    private static double BetweenHoles(Random random) =>
        HoleAngle(random.Next(Holes)) + (Math.PI / Holes) + random.Between(-0.2, 0.2);

    private static Point2f[] Walk(Random random, Point2f from, double heading, float length, int steps, double bend, DiscPose inside)
    {
        var points = new List<Point2f> { from };
        var centre = inside.Centre;
        var turn = random.Between(-0.018, 0.018);
        for (var i = 0; i < steps; i++)
        {
            var (sin, cos) = Math.SinCos(heading + random.Between(-bend, bend));
            heading += turn;
            var step = length / steps * random.Between(0.7f, 1.3f);
            var next = new Point2f(points[^1].X + (float)(step * cos), points[^1].Y + (float)(step * sin));
            var radius = Point2f.Distance(next, centre);
            if (i > 0 && (radius > inside.Pixels(Chamfer + 0.004) || radius < inside.Pixels(BoreChamfer)))
            {
                break; // stay on the metal
            }

            points.Add(next);
        }

        return [.. points];
    }

    private static Point2f[] Outline(Random random, Point2f centre, float radius, int corners, float rough)
    {
        var (phase2, phase3) = (random.Between(0f, 6.28f), random.Between(0f, 6.28f));
        var (lobe2, lobe3) = (random.Between(0.05f, 0.25f), random.Between(0.02f, 0.14f));
        return [.. Enumerable.Range(0, corners).Select(i =>
        {
            var angle = 2 * MathF.PI * i / corners;
            var r = radius * (1 + (lobe2 * MathF.Cos((2 * angle) + phase2)) + (lobe3 * MathF.Cos((3 * angle) + phase3)) + random.Between(-rough, rough));
            return new Point2f(centre.X + (r * MathF.Cos(angle)), centre.Y + (r * MathF.Sin(angle)));
        })];
    }
}
