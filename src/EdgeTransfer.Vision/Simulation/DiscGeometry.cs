namespace EdgeTransfer.Vision.Simulation;

/// <summary>The drawn part: a turned disc with a bore and a bolt circle. Lengths are shares of the frame's side.</summary>
internal static class DiscGeometry
{
    /// <summary>Radius of the rim.</summary>
    public const float Rim = 0.400f;

    /// <summary>Radius at which the outer chamfer starts.</summary>
    public const float Chamfer = 0.374f;

    /// <summary>Inner and outer radius of the turned groove between hub and face.</summary>
    public const float GrooveIn = 0.172f, GrooveOut = 0.184f;

    /// <summary>Radius of the bore, and of its chamfer.</summary>
    public const float Bore = 0.104f, BoreChamfer = 0.119f;

    /// <summary>Radius of the bolt circle.</summary>
    public const float BoltCircle = 0.272f;

    /// <summary>Radius of a bolt hole, and of its chamfer.</summary>
    public const float Hole = 0.032f, HoleChamfer = 0.040f;

    /// <summary>Holes of the bolt circle.</summary>
    public const int Holes = 6;

    /// <summary>Direction towards the lamp, radians, y down: from the upper left.</summary>
    public const double Lamp = -2.25;

    /// <summary>Angle of a hole on the upright part, radians.</summary>
    public static double HoleAngle(int hole) => (2 * Math.PI * hole / Holes) + 0.26;
}
