namespace EdgeTransfer.Core.Watching;

public class ExcessTestTests
{
    private const double Never = 1e-12;

    /// <summary>By hand: rates 0.5 and 0.9 against 0.1, all weight on the first trial.</summary>
    [Fact]
    public void Evidence_HappenedThenNot_IsTheMeanOfTheLikelihoodRatios()
    {
        var test = new ExcessTest(allowed: 0.1, smallest: 0.4, Never, length: 1);

        test.Add(true);
        test.Evidence.ShouldBe((5 + 9) / 2.0, 1e-12);

        test.Add(false);
        test.Evidence.ShouldBe(((5 * 0.5 / 0.9) + (9 * 0.1 / 0.9)) / 2, 1e-12);
    }

    /// <summary>By hand: half on the first trial and an eighth on each of four; the one rate is 0.8 against 0.4.</summary>
    [Fact]
    public void Evidence_BeginsLater_AddsTheWeightOfEachTrialOnce()
    {
        var test = new ExcessTest(allowed: 0.4, smallest: 0.4, Never, length: 4);

        test.Add(false);
        test.Evidence.ShouldBe((0.625 / 3) + 0.375, 1e-12);

        test.Add(true);
        test.Evidence.ShouldBe((((0.625 / 3) + 0.125) * 2) + 0.25, 1e-12);
    }

    /// <summary>Over all sequences: at the allowed rate the expected evidence is 1 at every time, below it at most 1.</summary>
    [Theory]
    [InlineData(0.2, 0.2)]
    [InlineData(0.2, 0.1)]
    [InlineData(0.7, 0.7)]
    public void Evidence_NoExcess_IsAFairGameAtBest(double allowed, double rate)
    {
        foreach (var trials in new[] { 1, 5, 9 })
        {
            var expected = Sequences(trials).Sum(s => Probability(s, rate) * Run(new(allowed, 0.05, Never, length: 7), s).Evidence);

            (rate == allowed ? Math.Abs(expected - 1) : expected - 1).ShouldBeLessThanOrEqualTo(1e-9);
        }
    }

    /// <summary>Ville's bound, exactly, over all sequences of 14 trials.</summary>
    [Theory]
    [InlineData(0.05, 0.05)]
    [InlineData(0.3, 0.3)]
    [InlineData(0.3, 0.2)]
    public void Add_NoExcess_AlarmsWithAtMostAlpha(double allowed, double rate)
    {
        const double alpha = 0.05;

        var alarms = Sequences(14).Sum(s => Run(new(allowed, 0.1, alpha, length: 14), s).IsAlarmed ? Probability(s, rate) : 0);

        alarms.ShouldBeLessThanOrEqualTo(alpha);
        Sequences(14).ShouldContain(s => Run(new(allowed, 0.1, alpha, length: 14), s).IsAlarmed, "a test that never alarms keeps any bound");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(400)]
    public void Add_ExcessThatBeginsNowOrLater_AlarmsSoon(int quiet)
    {
        var (test, random) = (new ExcessTest(0.05, 0.1, 0.005, length: 2000), new Random(3));
        for (var i = 0; i < quiet; i++)
        {
            test.Add(random.NextDouble() < 0.04).ShouldBeFalse();
        }

        var delay = 0;
        for (; !test.IsAlarmed && delay < 200; delay++)
        {
            test.Add(random.NextDouble() < 0.6);
        }

        delay.ShouldBeLessThan(20);
    }

    [Fact]
    public void Add_NoRoomForAnExcess_SeesNothing()
    {
        var test = new ExcessTest(allowed: 1, smallest: 0.1, 0.01, length: 10);

        for (var i = 0; i < 100; i++)
        {
            test.Add(true).ShouldBeFalse();
        }

        (test.CanSee, test.Events, test.Trials, test.Evidence).ShouldBe((false, 100, 100, 1));
    }

    [Fact]
    public void State_AtAnyCut_GoesOnAsIfNothingHadBeen() => Gen.Select(Gen.Bool.Array[0, 60], Gen.Int[0, 60]).Sample((all, cut) =>
    {
        var (whole, first) = (New(), New());
        var at = Math.Min(cut, all.Length);
        Run(whole, all);
        Run(first, all[..at]);

        var second = Run(new ExcessTest(0.1, 0.1, 0.01, 40, first.State), all[at..]);

        (second.Trials, second.Events, second.IsAlarmed, second.Evidence).ShouldBe((whole.Trials, whole.Events, whole.IsAlarmed, whole.Evidence));

        static ExcessTest New() => new(0.1, 0.1, 0.01, 40);
    });

    [Fact]
    public void Constructor_StateOfAnotherTest_IsRefused() =>
        Should.Throw<ArgumentException>(() => new ExcessTest(0.1, 0.1, 0.01, 40, new ExcessTest(0.1, 0.4, 0.01, 40).State));

    private static ExcessTest Run(ExcessTest test, IEnumerable<bool> trials)
    {
        foreach (var happened in trials)
        {
            test.Add(happened);
        }

        return test;
    }

    private static IEnumerable<bool[]> Sequences(int length) =>
        Enumerable.Range(0, 1 << length).Select(bits => Enumerable.Range(0, length).Select(i => (bits >> i & 1) == 1).ToArray());

    private static double Probability(bool[] sequence, double rate) => sequence.Aggregate(1.0, (all, happened) => all * (happened ? rate : 1 - rate));
}
