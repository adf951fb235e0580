using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Gates;

/// <summary>A better challenger is never judged worse, and a worse one never better.</summary>
public class GateMonotonicityTests
{
    private static readonly Gen<HeldOutVerdict[]> Lockboxes =
        from defects in Gen.Int[1, 130]
        from good in Gen.Int[1, 130]
        from badness in Gen.Double[0, 0.12]
        from known in Gen.Bool
        from draws in Gen.Double[0, 1].Array[3 * (defects + good)]
        select Enumerable.Range(0, defects + good).Select(i => new HeldOutVerdict(
            $"part-{i}",
            i < good ? "ok" : "scratch",
            null,
            known ? Drawn(i < good, draws[3 * i], badness) : null,
            Drawn(i < good, draws[(3 * i) + 1], badness))).ToArray();

    [Fact]
    public void Judge_EscapeBecomesNg_NeverGetsWorse() => Change(
        v => !v.IsGood && v.Challenger == Verdict.Ok, v => v with { Challenger = Verdict.Ng }, (before, after) => after >= before);

    [Fact]
    public void Judge_FalseRejectBecomesOk_NeverGetsWorse() => Change(
        v => v.IsGood && v.Challenger != Verdict.Ok, v => v with { Challenger = Verdict.Ok }, (before, after) => after >= before);

    [Fact]
    public void Judge_CaughtDefectEscapes_NeverGetsBetter() => Change(
        v => !v.IsGood && v.Challenger == Verdict.Ng, v => v with { Challenger = Verdict.Ok }, (before, after) => after <= before);

    [Fact]
    public void Judge_GoodPartIsDoubted_NeverGetsBetter() => Change(
        v => v.IsGood && v.Challenger == Verdict.Ok, v => v with { Challenger = Verdict.Unsure }, (before, after) => after <= before);

    [Fact]
    public void Judge_UnsureDefectBecomesNg_NeverGetsWorse() => Change(
        v => !v.IsGood && v.Challenger == Verdict.Unsure, v => v with { Challenger = Verdict.Ng }, (before, after) => after >= before);

    [Fact]
    public void Judge_ReferenceGetsWorse_NeverHarmsTheChallenger() => Change(
        v => !v.IsGood && v.Reference == Verdict.Ng, v => v with { Reference = Verdict.Ok }, (before, after) => after >= before);

    [Fact]
    public void Judge_OneMoreAdversePair_NeverGetsBetter() => Lockboxes.Sample(parts =>
    {
        foreach (var more in new HeldOutVerdict[] { new("more", "scratch", null, Verdict.Ng, Verdict.Ok), new("more", "ok", null, Verdict.Ok, Verdict.Ng) })
        {
            if (parts.Any(p => p.Reference is not null))
            {
                (Decide([.. parts, more]) <= Decide(parts)).ShouldBeTrue();
            }
        }
    }, iter: 50);

    private static void Change(Func<HeldOutVerdict, bool> which, Func<HeldOutVerdict, HeldOutVerdict> to, Func<GateDecision, GateDecision, bool> holds)
    {
        var changed = 0;
        Lockboxes.Sample(parts =>
        {
            var at = Array.FindIndex(parts, v => which(v));
            if (at < 0)
            {
                return true;
            }

            Interlocked.Increment(ref changed);
            HeldOutVerdict[] other = [.. parts];
            other[at] = to(parts[at]);
            return holds(Decide(parts), Decide(other));
        }, iter: 50);
        changed.ShouldBeGreaterThan(0, "no lockbox had such a part");
    }

    private static GateDecision Decide(HeldOutVerdict[] parts) =>
        Gate.Judge(new() { Lockbox = parts, Latency = new(true, "fast"), GoldenVectors = new(true, "held") }, new()).Decision;

    private static Verdict Drawn(bool good, double draw, double badness) => draw < badness
        ? good ? Verdict.Ng : Verdict.Ok
        : draw < 1.5 * badness ? Verdict.Unsure : good ? Verdict.Ok : Verdict.Ng;
}
