using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Gates;

/// <summary>Twenty heads, each a little worse than the one before it: one defect in a hundred that was caught is caught no longer.</summary>
public class PinTests
{
    private const int Generations = 20, Parts = 300;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Judge_ManySmallLosses_AreStoppedByThePin(int shift)
    {
        var (passed, escapes) = Slide(shift, pinned: true);

        passed.ShouldBeInRange(1, 6);
        ((double)escapes).ShouldBeLessThan(0.05 * Parts, "no head that judges is worse than the pin by the margin");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Judge_ManySmallLosses_PassAgainstTheChampion(int shift)
    {
        var (passed, escapes) = Slide(shift, pinned: false);

        passed.ShouldBe(Generations);
        escapes.ShouldBeGreaterThan(3 * (int)(0.05 * Parts));
    }

    /// <summary>Each gate with a fresh account, so that nothing but the pin stands in the way.</summary>
    private static (int Passed, int Escapes) Slide(int shift, bool pinned)
    {
        var first = Enumerable.Repeat(Verdict.Ng, Parts).ToArray();
        var (champion, head, passed) = (first, first, 0);
        for (var generation = 0; generation < Generations; generation++)
        {
            head = [.. head.Select((v, i) => v == Verdict.Ng && (i + (7 * shift)) % 100 == generation ? Verdict.Ok : v)];
            var challenger = head;
            var reference = pinned ? first : champion;
            var report = Gate.Judge(
                new()
                {
                    Lockbox =
                    [
                        .. challenger.Select((v, i) => new HeldOutVerdict($"d{i}", "scratch", champion[i], reference[i], v)),
                        .. Enumerable.Range(0, Parts).Select(i => new HeldOutVerdict($"g{i}", "ok", Verdict.Ok, Verdict.Ok, Verdict.Ok)),
                    ],
                    Latency = new(true, "fast"),
                    GoldenVectors = new(true, "held"),
                },
                new());
            if (report.Passed)
            {
                (champion, passed) = (challenger, passed + 1);
            }
        }

        return (passed, champion.Count(v => v == Verdict.Ok));
    }
}
