using System.Globalization;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Watching;

namespace EdgeTransfer.Benchmarks;

/// <summary>
/// False alarms and delay of the watch, by simulation. The baseline of the delay is Wald's test (1945), told beforehand which rates to
/// tell apart and that the excess begins with the first part: nothing is faster at the same error.
/// </summary>
internal sealed class WatchBenchmark : IBenchmark
{
    private const int Watches = 4000;
    private const int Slow = 1000;
    private const int Never = int.MaxValue;

    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(3);

    public string Name => "watch";

    public IEnumerable<ResultRow> Run()
    {
        foreach (var (what, lockbox) in new[] { ("20 rejected and 60 passed lockbox parts", (20, 60)), ("60 and 200", (60, 200)), ("300 and 1000", (300, 1000)) })
        {
            yield return FalseAlarms(what, lockbox);
        }

        yield return Delay("misses half of what was rejected, from the first part on", passed: 0.5, rejected: 0.01, begins: 0);
        yield return Delay("the same from part 500 on", passed: 0.5, rejected: 0.01, begins: 500);
        yield return Delay("misses a third", passed: 0.33, rejected: 0.01, begins: 0);
        yield return Delay("rejects 5 % more", passed: 0.02, rejected: 0.06, begins: 0);
        yield return Delay("rejects 10 % more", passed: 0.02, rejected: 0.11, begins: 0);
        yield return Delay("rejects 10 % more from part 500 on", passed: 0.02, rejected: 0.11, begins: 500);
    }

    /// <summary>A head that is on the line what it was on the lockbox, whose parts are drawn anew for each watch.</summary>
    private static ResultRow FalseAlarms(string what, (int Rejected, int Passed) lockbox)
    {
        var (alarms, options) = (0, new WatchOptions());
        for (var seed = 0; seed < Watches; seed++)
        {
            var random = new Random(seed);
            var (fall, rise) = (random.NextDouble() * 0.6, random.NextDouble() * 0.05);
            var watch = New(options, new(Draw(random, lockbox.Rejected, fall), lockbox.Rejected), new(Draw(random, lockbox.Passed, rise), lockbox.Passed));
            alarms += Line(watch, random, fall, rise, begins: 0, 0, 0, options.Parts) is null ? 0 : 1;
        }

        var rate = (double)alarms / Watches;
        if (rate > options.Alpha)
        {
            throw new InvalidOperationException($"{rate} false alarms, {options.Alpha} are allowed.");
        }

        return new($"false alarms, {what}", Percent(rate), $"α {Percent(options.Alpha)}", rate / options.Alpha, $"{Watches} watches of {options.Parts} parts, rates drawn anew for each");
    }

    /// <summary>The gate saw 60 rejected and 200 passed parts, of them 1 and 2 judged otherwise; 5 of 100 parts are rejected by the previous head.</summary>
    private static ResultRow Delay(string what, double passed, double rejected, int begins)
    {
        var options = new WatchOptions();
        var escapes = passed > 0.1;
        var share = options.Alpha / 8;
        var allowed = (escapes ? new Prediction(1, 60) : new Prediction(2, 200)).Upper(1 - share);
        List<int> delays = [];
        List<int> walds = [];
        var early = 0;
        for (var seed = 0; seed < Slow; seed++)
        {
            var random = new Random(seed);
            var at = Line(New(options, new(1, 60), new(2, 200)), random, 0.016, 0.01, begins, passed, rejected, options.Parts) ?? Never;
            if (at <= begins)
            {
                early++;
                continue;
            }

            delays.Add(at == Never ? Never : at - begins);
            walds.Add(Wald(new Random(seed), escapes ? 0.05 : 0.95, allowed, escapes ? passed : rejected, share, options.Parts));
        }

        var (median, wald) = (Quantile(delays, 0.5), Quantile(walds, 0.5));
        return new(
            $"delay: {what}",
            Parts(median),
            $"Wald's test: {Parts(wald)}",
            median == Never || wald == Never ? null : (double)median / wald,
            $"found in {Percent(delays.Count(d => d != Never) / (double)delays.Count)} of the watches, 9 of 10 within {Parts(Quantile(delays, 0.9))}; {early} of {Slow} alarms before the excess");
    }

    private static Watch New(WatchOptions options, Prediction passed, Prediction rejected) => new(new("b", "p-b", "a", "p-a", passed, rejected, default), options);

    /// <returns>Part at which it alarmed; null when it did not.</returns>
    private static int? Line(Watch watch, Random random, double fall, double rise, int begins, double fallThen, double riseThen, int parts)
    {
        for (var n = 1; n <= parts; n++)
        {
            var then = begins > 0 ? n > begins : fallThen > 0 || riseThen > 0;
            var previousPasses = random.NextDouble() >= 0.05;
            var otherwise = random.NextDouble() < (previousPasses ? (then ? riseThen : rise) : then ? fallThen : fall);
            var (previous, next) = (previousPasses ? Verdict.Ok : Verdict.Ng, previousPasses != otherwise ? Verdict.Ok : Verdict.Ng);
            var decision = watch.Add(new(next, previous), Usual * (1 + random.NextDouble()), Usual * (1 + random.NextDouble()));
            if (decision != WatchDecision.GoesOn)
            {
                return decision == WatchDecision.RollBack ? n : null;
            }
        }

        return null;
    }

    /// <summary>Parts until the likelihood ratio of the two known rates reaches 1/α; only a share of the parts counts.</summary>
    private static int Wald(Random random, double share, double allowed, double rate, double alpha, int parts)
    {
        var log = 0.0;
        for (var n = 1; n <= parts && rate > allowed; n++)
        {
            if (random.NextDouble() < share)
            {
                log += random.NextDouble() < rate ? Math.Log(rate / allowed) : Math.Log((1 - rate) / (1 - allowed));
            }

            if (log >= -Math.Log(alpha))
            {
                return n;
            }
        }

        return Never;
    }

    private static int Draw(Random random, int trials, double rate) => Enumerable.Range(0, trials).Count(_ => random.NextDouble() < rate);

    private static int Quantile(List<int> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    private static string Parts(int parts) => parts == Never ? "not in its length" : string.Create(CultureInfo.InvariantCulture, $"{parts} parts");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
