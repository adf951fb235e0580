namespace EdgeTransfer.Core.Sampling;

public class EvictionTests
{
    private const long Size = 10;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Choose_OneKind_GivesItsOldestUntilThereIsRoom()
    {
        var plan = Eviction.Choose(Some("n", 10, SamplingReasons.NotOk), 25);

        plan.Evicted.Select(e => e.PartId).ShouldBe(["n0", "n1", "n2"]);
        plan.Bytes.ShouldBe(30);
        plan.RandomFactor.ShouldBe(1);
    }

    [Fact]
    public void Choose_NothingToFree_LeavesAll() => Eviction.Choose(Some("n", 10, SamplingReasons.NotOk), 0).Evicted.ShouldBeEmpty();

    [Fact]
    public void Choose_MoreThanThereIs_GivesAll() => Eviction.Choose([.. Some("n", 3, SamplingReasons.NotOk), .. Some("r", 3, SamplingReasons.Random, 0.1)], 1000).Evicted.Count.ShouldBe(6);

    [Fact]
    public void Choose_FloodOfNgParts_GivesThemAndNotTheRest()
    {
        var plan = Eviction.Choose(
            [.. Some("ng", 900, SamplingReasons.NotOk), .. Some("near", 40, SamplingReasons.NearBand), .. Some("random", 50, SamplingReasons.Random, 0.1), .. Some("old", 5, SamplingReasons.None)],
            500 * Size);

        plan.Evicted.Take(5).ShouldAllBe(e => e.PartId.StartsWith("old"), "nothing speaks for them");
        plan.Evicted.Skip(5).ShouldAllBe(e => e.PartId.StartsWith("ng"));
    }

    [Fact]
    public void Choose_PartKeptForSeveralReasons_CountsAsTheStrongest()
    {
        var plan = Eviction.Choose([.. Some("both", 5, SamplingReasons.NotOk | SamplingReasons.Disagreement), .. Some("ng", 5, SamplingReasons.NotOk)], 4 * Size);

        plan.Evicted.Select(e => e.PartId).ShouldBe(["ng0", "ng1", "ng2", "ng3"]);
    }

    [Fact]
    public void Choose_RandomShare_IsThinnedByItsDraws()
    {
        var random = Some("r", 400, SamplingReasons.Random, 0.5).ToList();

        var plan = Eviction.Choose(random, 100 * Size);

        plan.Evicted.ShouldBe(random.OrderByDescending(r => RandomShare.Draw(r.PartId)).Take(100), "old and new alike");
        random.Except(plan.Evicted).ShouldAllBe(r => RandomShare.Holds(r.PartId, 0.5 * plan.RandomFactor));
        plan.Evicted.ShouldAllBe(r => RandomShare.Draw(r.PartId) >= 0.5 * plan.RandomFactor * (1 - 1e-12));
    }

    [Fact]
    public void Choose_RandomPartWithAnotherReason_LeavesTheShareAndStays()
    {
        var plan = Eviction.Choose(Some("r", 40, SamplingReasons.Random | SamplingReasons.NearBand, 0.5), 1);

        plan.RandomFactor.ShouldBeLessThan(1);
        plan.Evicted.ShouldHaveSingleItem();
    }

    /// <summary>
    /// A line with 5 % defects in its first half and 20 % later; other reasons keep every defect. After many evictions the random share alone,
    /// each sample weighted by 1 / its probability (Horvitz and Thompson), still gives the number of defects: on average over many lines within
    /// three standard errors. Counting unweighted, or all that was kept, is far off.
    /// </summary>
    [Fact]
    public void Choose_ManyEvictions_LeaveTotalsClaimable()
    {
        const int Lines = 60;
        const int Parts = 4000;
        var errors = Enumerable.Range(0, Lines).Select(line =>
        {
            var random = new Random(line);
            List<(EvictionCandidate Sample, bool IsDefect)> kept = [];
            var defects = 0;
            for (var i = 0; i < Parts; i++)
            {
                var isDefect = random.NextDouble() < (i < Parts / 2 ? 0.05 : 0.2);
                defects += isDefect ? 1 : 0;
                var part = $"{line}-{i}";
                var isRandom = RandomShare.Holds(part, 0.3);
                var reasons = (isRandom ? SamplingReasons.Random : 0) | (isDefect ? SamplingReasons.NotOk : 0);
                if (reasons != SamplingReasons.None)
                {
                    kept.Add((new(part, Start.AddSeconds(i), reasons, isRandom ? 0.3 : null, Size), isDefect));
                }

                if (kept.Count > 300)
                {
                    kept = Evict(kept);
                }
            }

            return kept.Where(k => k.IsDefect && k.Sample.Probability is not null).Sum(k => 1 / k.Sample.Probability!.Value) - defects;
        }).ToList();

        var deviation = Math.Sqrt(errors.Sum(e => e * e) / Lines);
        deviation.ShouldBeLessThan(200);
        errors.Average().ShouldBe(0, 3 * deviation / Math.Sqrt(Lines));
    }

    private static List<(EvictionCandidate Sample, bool IsDefect)> Evict(List<(EvictionCandidate Sample, bool IsDefect)> kept)
    {
        var plan = Eviction.Choose(kept.Select(k => k.Sample), 30 * Size);
        var gone = plan.Evicted.Select(e => e.PartId).ToHashSet();
        return [.. kept.Where(k => !gone.Contains(k.Sample.PartId)).Select(k => (k.Sample with { Probability = Thinned(k.Sample, plan.RandomFactor) }, k.IsDefect))];
    }

    private static double? Thinned(EvictionCandidate sample, double factor) =>
        sample.Probability is { } p && (factor >= 1 || RandomShare.Draw(sample.PartId) / p < factor) ? p * factor : null;

    /// <summary>Of the random share those parts that it would hold.</summary>
    private static IEnumerable<EvictionCandidate> Some(string name, int count, SamplingReasons reasons, double? probability = null) =>
        Enumerable.Range(0, int.MaxValue).Where(i => RandomShare.Holds($"{name}{i}", probability ?? 1)).Take(count)
            .Select(i => new EvictionCandidate($"{name}{i}", Start.AddSeconds(i), reasons, probability, Size));
}
