using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Benchmarks;

/// <summary>Verdicts on parts whose truth is known.</summary>
internal sealed record StreamCounts(int Good, int FalseRejects, int UnsureGood, int Defects, int Escapes, int UnsureDefects)
{
    public static readonly StreamCounts None = new(0, 0, 0, 0, 0, 0);

    public StreamCounts Add(bool isGood, Verdict verdict)
    {
        var (unsure, passed) = (verdict == Verdict.Unsure ? 1 : 0, verdict == Verdict.Ok ? 1 : 0);
        return isGood
            ? this with { Good = Good + 1, FalseRejects = FalseRejects + 1 - passed, UnsureGood = UnsureGood + unsure }
            : this with { Defects = Defects + 1, Escapes = Escapes + passed, UnsureDefects = UnsureDefects + unsure };
    }

    public StreamCounts Add(StreamCounts other) => new(
        Good + other.Good, FalseRejects + other.FalseRejects, UnsureGood + other.UnsureGood, Defects + other.Defects, Escapes + other.Escapes, UnsureDefects + other.UnsureDefects);
}
