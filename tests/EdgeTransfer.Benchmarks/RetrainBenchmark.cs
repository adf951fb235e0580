using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Classifier;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Benchmarks;

/// <summary>A whole retrain from cached samples. Its baseline is one fit of the classifier: what the folds and the choice of strength cost beside it.</summary>
internal sealed class RetrainBenchmark : IBenchmark
{
    private const int Good = 800, Defects = 200, DefectClasses = 4, Side = 14, Dimension = 152, Length = 1888, Views = 13;

    public string Name => "retrain";

    public IEnumerable<ResultRow> Run()
    {
        var samples = Draw();
        var options = new TrainingOptions();
        var steps = new Steps(_ => { });
        using var memory = new PeakMemory();
        var processor = Environment.CpuUsage.TotalTime;
        var (seconds, trained) = Interleaved.Time(() => HeadTrainer.Train(samples, options, steps, CancellationToken.None).Value!);
        processor = Environment.CpuUsage.TotalTime - processor;
        var peak = memory.Bytes;
        var (alone, _) = Interleaved.Time(() => ClassifierTrainer.Fit(
            [.. samples.Select(s => new ClassifierSample(s.Class, [s.Features.Embedding, .. s.Features.Views]))],
            trained.Metrics["classifierStrength"], options.Classifier, CancellationToken.None));
        var auroc = trained.Metrics["outOfFoldAuroc"];
        if (trained.OutOfFold.Count != samples.Length || trained.Head.Anomaly.Bank.Rows != options.Anomaly.BankRows || auroc < 0.9)
        {
            throw new InvalidOperationException($"{trained.OutOfFold.Count} scores, {trained.Head.Anomaly.Bank.Rows} rows, AUROC {auroc}.");
        }

        if (steps.Shares[^1] != 1 || !steps.Shares.SequenceEqual(steps.Shares.Order()))
        {
            throw new InvalidOperationException($"Progress: {string.Join(' ', steps.Shares)}");
        }

        yield return new(
            $"retrain, {samples.Length} samples × {1 + Views} views, {1 + DefectClasses} classes",
            FormattableString.Invariant($"{seconds:0.0} s (bank {steps.Reached(0.3):0.0}, judged by it {steps.Reached(0.5) - steps.Reached(0.3):0.0}, classifier and the rest {seconds - steps.Reached(0.5):0.0})"),
            FormattableString.Invariant($"one fit of the classifier, no folds {alone:0.0} s"),
            seconds / alone,
            FormattableString.Invariant($"{processor.TotalSeconds:0.0} s of processor time; out-of-fold AUROC {auroc:0.000}; {peak >> 20} MB above the {Drawn.Bytes(samples) >> 20} MB of the samples; {steps.Shares.Count} steps of progress; cancelled within {LongestCancellation(samples, options):0.00} s"));
    }

    /// <summary>Seconds from a cancellation to the end, in the bank, in judging by it, in the folds; the longest.</summary>
    private static double LongestCancellation(LabelledSample[] samples, TrainingOptions options)
    {
        var longest = 0.0;
        foreach (var at in new[] { 0, 0.4, 0.7 })
        {
            using var cancellation = new CancellationTokenSource();
            var asked = 0L;
            cancellation.Token.Register(() => Volatile.Write(ref asked, TimeProvider.System.GetTimestamp()));
            if (at == 0)
            {
                cancellation.CancelAfter(TimeSpan.FromSeconds(0.3));
            }

            try
            {
                var steps = new Steps(share =>
                {
                    if (share >= at)
                    {
                        cancellation.Cancel();
                    }
                });
                HeadTrainer.Train(samples, options, steps, cancellation.Token);
                throw new InvalidOperationException("It was not cancelled.");
            }
            catch (OperationCanceledException)
            {
                longest = Math.Max(longest, TimeProvider.System.GetElapsedTime(Volatile.Read(ref asked)).TotalSeconds);
            }
        }

        return longest;
    }

    /// <summary>800 good samples and 200 of 4 defect classes, with 13 views each.</summary>
    public static LabelledSample[] Draw()
    {
        var drawn = new Drawn(4);
        var patches = drawn.Clusters(300, 8, Dimension);
        var embed = drawn.Embeddings(1 + DefectClasses, Length);
        return [.. Enumerable.Range(0, Good + Defects).Select(i =>
        {
            var kind = i < Good ? 0 : 1 + (i % DefectClasses);
            var of = patches(Side * Side);
            if (kind > 0)
            {
                drawn.Normal(4 * Dimension, 1.5).CopyTo(of, 90 * Dimension);
            }

            var embedding = embed(kind);
            var features = new Features(of, Side, Side, Dimension, embedding) { Views = [.. Enumerable.Range(0, Views).Select(_ => View(drawn, embedding))] };
            return new LabelledSample($"part-{i}", kind == 0 ? Label.Ok : $"defect-{kind}", features, InLockbox: false);
        })];
    }

    /// <summary>The embedding of a turned image: nearly the same.</summary>
    private static float[] View(Drawn drawn, float[] embedding)
    {
        var view = drawn.Normal(embedding.Length, 0.1);
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<float>(embedding, view, embedding, view);
        return view;
    }

    /// <summary>Keeps every report with its time, on the thread that reports.</summary>
    private sealed class Steps(Action<double> then) : IProgress<double>
    {
        private readonly long _begin = TimeProvider.System.GetTimestamp();
        private readonly List<double> _seconds = [];

        public List<double> Shares { get; } = [];

        public void Report(double value)
        {
            Shares.Add(value);
            _seconds.Add(TimeProvider.System.GetElapsedTime(_begin).TotalSeconds);
            then(value);
        }

        /// <summary>Seconds until the share was reached.</summary>
        public double Reached(double share) => _seconds[Shares.FindIndex(s => s >= share - 1e-9)];
    }
}
