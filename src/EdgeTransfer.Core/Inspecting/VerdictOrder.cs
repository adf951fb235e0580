namespace EdgeTransfer.Core.Inspecting;

/// <summary>Which verdict counts when several images show one part.</summary>
public static class VerdictOrder
{
    /// <summary>The worse of two: NG, then NOT_INSPECTED, then UNSURE, then OK.</summary>
    public static Verdict Worse(this Verdict a, Verdict b) => Rank(a) >= Rank(b) ? a : b;

    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Ok => 0,
        Verdict.Unsure => 1,
        Verdict.NotInspected => 2,
        _ => 3,
    };
}
