using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Core.Gates;

public class SignificanceLedgerTests
{
    private const double Total = 0.05;

    /// <summary>Numbers of parts over a lockbox's life; each gate takes all it is offered.</summary>
    private static readonly Gen<(int[] Parts, double Share, double Margin)> Lives =
        from first in Gen.Int[1, 400]
        from steps in Gen.Int[-20, 60].Array[1, 60]
        from share in Gen.Double[0.01, 1]
        from margin in Gen.Double[0.01, 0.1]
        select (Sizes(first, steps), share, margin);

    [Fact]
    public void Next_FirstGate_TakesItsShareOfTheWhole() =>
        SignificanceLedger.Next([], 200, 0.001, Total, 0.5).ShouldBe(new(Total, 0.001, 0.025, 200));

    [Fact]
    public void Next_FlawlessNeedsMoreThanItsShare_TakesWhatIsNeeded() => SignificanceLedger.Next([], 59, 0.0485, Total, 0.5).Alpha.ShouldBe(0.0485);

    [Fact]
    public void Next_LessLeftThanNeeded_OffersNothing()
    {
        var offer = SignificanceLedger.Next([new(59, 0.0485)], 59, 0.0485, Total, 0.5);

        offer.Alpha.ShouldBe(0);
        offer.Left.ShouldBe(0.0015, 1e-9);
    }

    /// <summary>100 of 200 parts are new: half of the whole comes back. Doubling once more fills the account, no further.</summary>
    [Fact]
    public void Next_FreshParts_RenewInProportionAndNeverAboveTheWhole()
    {
        var offer = SignificanceLedger.Next([new(100, 0.05)], 200, 0.001, Total, 0.5);

        (offer.Left, offer.Fresh).ShouldBe((0.025, 100));
        SignificanceLedger.Next([new(100, 0.01)], 1_000_000, 0.001, Total, 0.5).Left.ShouldBe(Total);
    }

    [Fact]
    public void Next_PartsGoAndOthersCome_CountOnlyBeyondTheMostThatWereSeen() =>
        SignificanceLedger.Next([new(100, 0.03), new(60, 0.01)], 100, 0.001, Total, 0.5).ShouldBe(new(0.01, 0.001, 0.005, 0), new Near());

    [Fact]
    public void Next_GatesThatSpentNothing_UseNoParts() => SignificanceLedger.Next([new(40, 0), new(50, 0)], 60, 0.04, Total, 0.5).Left.ShouldBe(Total);

    [Fact]
    public void Next_AnyLife_SpendsAtMostTheWholeForEachRenewal() => Lives.Sample(life =>
    {
        var uses = Live(life);
        var spent = uses.Sum(u => u.Alpha);
        if (uses.Count > 0)
        {
            spent.ShouldBeLessThanOrEqualTo(Total * (1 + Math.Log((double)uses.Max(u => u.Parts) / uses[0].Parts)) + 1e-9);
            uses.ShouldAllBe(u => u.Alpha <= Total + 1e-12);
        }
    });

    [Fact]
    public void Next_UnchangingParts_SpendsAtMostTheWhole() =>
        (from parts in Gen.Int[59, 500] from share in Gen.Double[0.01, 1] select (parts, share)).Sample(x =>
            Live(([.. Enumerable.Repeat(x.parts, 50)], x.share, 0.05)).Sum(u => u.Alpha).ShouldBeLessThanOrEqualTo(Total + 1e-9));

    /// <summary>
    /// 40 gates for challengers that miss exactly the margin more than a flawless reference, on a lockbox that grows from 100 to 300
    /// defects: the exact tables of each gate, parts drawn anew for each challenger. With 5 % for each gate most lives would pass one.
    /// </summary>
    [Fact]
    public void Next_ManyGatesOfBadChallengers_PassesOneNoMoreOftenThanSpent()
    {
        const int Lives = 4000, Gates = 40;
        var random = new Random(5);
        int[] sizes = [.. Enumerable.Range(0, Gates).Select(i => 100 + (5 * i))];
        var uses = Live((sizes, 0.5, 0.05));
        var (paid, unpaid) = (0, 0);
        var allowed = sizes.Select((n, i) => (Parts: n, Paid: Most(n, i < uses.Count ? uses[i].Alpha : 0), Unpaid: Most(n, Total))).ToList();
        for (var life = 0; life < Lives; life++)
        {
            var (passed, passedUnpaid) = (false, false);
            foreach (var gate in allowed)
            {
                var missed = Enumerable.Range(0, gate.Parts).Count(_ => random.NextDouble() < 0.05);
                passed |= missed <= gate.Paid;
                passedUnpaid |= missed <= gate.Unpaid;
            }

            paid += passed ? 1 : 0;
            unpaid += passedUnpaid ? 1 : 0;
        }

        var bound = Total * (1 + Math.Log(295 / 100.0));
        uses.Count.ShouldBe(Gates);
        uses.Sum(u => u.Alpha).ShouldBeLessThanOrEqualTo(bound);
        ((double)paid / Lives).ShouldBeLessThan(bound);
        ((double)unpaid / Lives).ShouldBeGreaterThan(0.5);
    }

    /// <summary>Most adverse parts, without a favourable one, that pass at the level; −1 when none do.</summary>
    private static int Most(int parts, double alpha)
    {
        var adverse = 0;
        while (PairedMargin.PValue(adverse, 0, parts, 0.05) <= alpha)
        {
            adverse++;
        }

        return adverse - 1;
    }

    private static List<SignificanceUse> Live((int[] Parts, double Share, double Margin) life)
    {
        List<SignificanceUse> uses = [];
        foreach (var parts in life.Parts)
        {
            var offer = SignificanceLedger.Next(uses, parts, Math.Pow(1 - life.Margin, parts), Total, life.Share);
            if (offer.Alpha > 0)
            {
                uses.Add(new(parts, offer.Alpha));
            }
        }

        return uses;
    }

    private static int[] Sizes(int first, int[] steps)
    {
        var size = first;
        return [first, .. steps.Select(s => size = Math.Max(1, size + s))];
    }

    private sealed class Near : IEqualityComparer<SignificanceOffer>
    {
        public bool Equals(SignificanceOffer? x, SignificanceOffer? y) => x!.Fresh == y!.Fresh
            && Math.Abs(x.Left - y.Left) < 1e-12 && Math.Abs(x.Alpha - y.Alpha) < 1e-12 && Math.Abs(x.Needed - y.Needed) < 1e-12;

        public int GetHashCode(SignificanceOffer offer) => offer.Fresh;
    }
}
