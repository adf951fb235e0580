using System.Numerics.Tensors;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Benchmarks;

/// <summary>The whole fit of a memory bank against computing the distance of each patch to each row of the finished bank once.</summary>
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
                var options = new AnomalyOptions { MaxPatches = patches, BankRows = rows };
                var head = Fit(images, options).Result;
                var (fit, pass, _, radius) = Interleaved.Medians(Rounds, () => Fit(images, options), () => Interleaved.Time(() => Radius(images, head)));
                var apart = Apart(head);
                yield return new(
                    FormattableString.Invariant($"bank of {rows} from {patches:N0} patches, {name}"),
                    FormattableString.Invariant($"{fit:0.00} s"),
                    FormattableString.Invariant($"each distance once {pass:0.00} s"),
                    fit / pass,
                    FormattableString.Invariant($"every patch within {radius:0.00} of the bank, its rows {apart:0.00} apart or more"));

                // What greedy promises: it would have taken a patch that is farther from the bank than its rows are apart.
                if (head.Bank.Rows != rows || radius > apart * 1.001f)
                {
                    throw new InvalidOperationException($"{head.Bank.Rows} rows {apart} apart, radius {radius}.");
                }
            }
        }
    }

    private static (double Seconds, AnomalyHead Result) Fit(Features[] images, AnomalyOptions options) =>
        Interleaved.Time(() => AnomalyTrainer.Fit(images, options, CancellationToken.None).Head);

    /// <summary>Largest distance of a patch to the bank, in all dimensions.</summary>
    private static float Radius(Features[] images, AnomalyHead head) =>
        images.Max(image => head.Judge(new(Side * Side, Dimension, image.Patches)).Max());

    /// <summary>Smallest distance between two rows of the bank.</summary>
    private static float Apart(AnomalyHead head)
    {
        var (bank, least) = (head.Bank, new float[head.Bank.Rows]);
        Parallel.For(0, bank.Rows, i =>
        {
            least[i] = float.PositiveInfinity;
            for (var j = 0; j < i; j++)
            {
                least[i] = MathF.Min(least[i], TensorPrimitives.Distance(bank.Row(i), bank.Row(j)));
            }
        });
        return least.Min();
    }
}
