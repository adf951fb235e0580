using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Policies;
using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Core.Sampling;

public class SamplerTests
{
    private static readonly Bands Bands = new(2, 5);
    private static readonly SamplingOptions NothingAtRandom = new() { RandomShare = 0, PerHour = 10 };

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(Verdict.Ok, 1.79, 0.0, SamplingReasons.None)]
    [InlineData(Verdict.Ok, 1.81, 0.0, SamplingReasons.NearBand)]
    [InlineData(Verdict.Unsure, 3.5, 0.0, SamplingReasons.NearBand | SamplingReasons.NotOk)]
    [InlineData(Verdict.Ng, 5.49, 0.0, SamplingReasons.NearBand | SamplingReasons.NotOk)]
    [InlineData(Verdict.Ng, 5.51, 0.0, SamplingReasons.NotOk)]
    [InlineData(Verdict.Ok, 0.0, 2.99, SamplingReasons.None)]
    [InlineData(Verdict.Ok, 0.0, 3.0, SamplingReasons.Novel)]
    [InlineData(Verdict.Ng, 5.2, 4.0, SamplingReasons.NearBand | SamplingReasons.NotOk | SamplingReasons.Novel)]
    [InlineData(Verdict.Unsure, double.NaN, double.NaN, SamplingReasons.NotOk | SamplingReasons.Novel)]
    public void Decide_JudgedPart_CarriesAllItsReasons(Verdict verdict, double ng, double novelty, SamplingReasons expected) =>
        New(NothingAtRandom).Decide(Judged("p", verdict, ng, novelty)).Reasons.ShouldBe(expected);

    [Fact]
    public void Decide_BandsBelowOneDeviation_ReachAShareOfOneDeviation()
    {
        var part = Judged("p", Verdict.Ok, -0.09, 0) with { Bands = new(0, 0) };

        New(NothingAtRandom).Decide(part).Reasons.ShouldBe(SamplingReasons.NearBand);
        New(NothingAtRandom).Decide(part with { Ng = -0.11 }).IsKept.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false, Verdict.NotInspected, false, SamplingReasons.NotTaught)]
    [InlineData(true, Verdict.NotInspected, false, SamplingReasons.NotOk)]
    [InlineData(true, Verdict.Ok, true, SamplingReasons.Disagreement)]
    [InlineData(true, Verdict.Ok, false, SamplingReasons.None)]
    public void Decide_PartWithoutScores_IsKeptForWhatIsKnown(bool taught, Verdict verdict, bool disagrees, SamplingReasons expected) =>
        New(NothingAtRandom).Decide(new("p", verdict) { IsTaught = taught, Disagrees = disagrees }).ShouldBe(new SamplingDecision(expected));

    [Fact]
    public void Decide_RandomShare_CarriesItsProbabilityWhateverTheVerdict()
    {
        var sampler = New(NothingAtRandom with { RandomShare = 0.25 });

        foreach (var i in Enumerable.Range(0, 200))
        {
            var decision = sampler.Decide(Judged($"p{i}", i % 2 == 0 ? Verdict.Ok : Verdict.Ng, 0, 0));
            decision.Probability.ShouldBe(RandomShare.Holds($"p{i}", 0.25) ? 0.25 : null);
            decision.Reasons.HasFlag(SamplingReasons.Random).ShouldBe(decision.Probability is not null);
        }
    }

    [Fact]
    public void Decide_EveryPartSuddenlyNg_SpendsTheQuotaOfThatReasonAlone()
    {
        var sampler = New(NothingAtRandom);

        Enumerable.Range(0, 1000).Count(i => sampler.Decide(Judged($"p{i}", Verdict.Ng, 9, 0)).IsKept).ShouldBe(10);

        sampler.OverQuota.ShouldBe(990);
        sampler.Decide(Judged("near", Verdict.Unsure, 3, 0)).Reasons.ShouldBe(SamplingReasons.NearBand);
    }

    [Fact]
    public void Decide_QuotaSpent_ComesBackWithTheClockAndGrowsNoFurtherThanAnHour()
    {
        var sampler = New(NothingAtRandom);
        Spend(100).ShouldBe(10);

        _time.Advance(TimeSpan.FromMinutes(18));
        Spend(100).ShouldBe(3);
        _time.Advance(TimeSpan.FromMinutes(5));
        Spend(100).ShouldBe(0);
        _time.Advance(TimeSpan.FromMinutes(1.1));
        Spend(100).ShouldBe(1, "what is left over of one time counts the next");
        _time.Advance(TimeSpan.FromDays(30));
        Spend(100).ShouldBe(10);

        int Spend(int parts) => Enumerable.Range(0, parts).Count(_ => sampler.Decide(Judged("p", Verdict.Ng, 9, 0)).IsKept);
    }

    [Fact]
    public void Decide_QuotaSpent_LeavesTheRandomShareWhole()
    {
        var sampler = New(NothingAtRandom with { RandomShare = 0.3, PerHour = 0 });

        Enumerable.Range(0, 500).ShouldAllBe(i => sampler.Decide(Judged($"p{i}", Verdict.Ng, 9, 0)).IsKept == RandomShare.Holds($"p{i}", 0.3));
    }

    private Sampler New(SamplingOptions options) => new(options, _time);

    private static SampleCandidate Judged(string part, Verdict verdict, double ng, double novelty) => new(part, verdict) { IsTaught = true, Ng = ng, Novelty = novelty, Bands = Bands };
}
