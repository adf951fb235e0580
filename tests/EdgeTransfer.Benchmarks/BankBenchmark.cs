using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Benchmarks;

/// <summary>The whole fit of a memory bank, distances measured in few dimensions (the default), against the exact greedy choice.</summary>
internal sealed class BankBenchmark : IBenchmark
{
    private const int Dimension = 152, Side = 20, Rounds = 2;

    public string Name => "bank";

    public IEnumerable<ResultRow> Run()
    {
        var drawn = new Drawn(2);
        foreach (var (name, draw) in new (string, Func<int, float[]>)[]
            { ("300 clusters", drawn.Clusters(300, 8, Dimension)), ("independent normal values", rows => drawn.Normal(rows * Dimension)) })
        {
            foreach (var (patches, rows) in new[] { (40_000, 2048), (128_000, 4096) })
            {
                Features[] images = [.. Enumerable.Range(0, patches / (Side * Side)).Select(_ => Drawn.Image(draw(Side * Side), Side, Dimension))];
                var options = new AnomalyOptions { MaxPatches = patches, BankRows = rows, CoresetDimensions = 64 };
                var (few, all, head, exact) = Interleaved.Medians(
                    Rounds, () => Fit(images, options), () => Fit(images, options with { CoresetDimensions = null }));
                var (radius, least) = (Radius(images, head), Radius(images, exact));
                yield return new(
                    FormattableString.Invariant($"bank of {rows} from {patches:N0} patches, {name}"),
                    FormattableString.Invariant($"{few:0.00} s"),
                    FormattableString.Invariant($"exact greedy {all:0.00} s"),
                    few / all,
                    FormattableString.Invariant($"covering radius {radius / least:0.000} of the exact one's"));
                // Greedy is within twice the least radius; a choice that is worse than that is broken.
                if (head.Bank.Rows != rows || radius > 2 * least)
                {
                    throw new InvalidOperationException($"{head.Bank.Rows} rows, radius {radius}, exactly {least}.");
                }
            }
        }
    }

    private static (double Seconds, AnomalyHead Head) Fit(Features[] images, AnomalyOptions options) =>
        Interleaved.Time(() => AnomalyTrainer.Fit(images, options, CancellationToken.None).Head);

    /// <summary>Largest distance of a patch to the bank, in all dimensions.</summary>
    private static float Radius(Features[] images, AnomalyHead head) =>
        images.Max(image => head.Judge(new(Side * Side, Dimension, image.Patches)).Max());
}
