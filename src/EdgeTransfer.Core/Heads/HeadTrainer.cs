using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Classifier;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Core.Heads;

/// <summary>
/// Learns a head from labelled features: each fold is judged by heads that never saw it, the fusion is set on those
/// scores, then the final heads learn from everything.
/// </summary>
public static class HeadTrainer
{
    /// <summary>Good images below which no memory bank is learnt.</summary>
    public const int MinGood = 5;

    /// <summary>Images of a defect class below which the classifier leaves it out.</summary>
    public const int MinPerDefect = 2;

    /// <summary>Trains, or says why the samples do not allow it.</summary>
    /// <param name="samples">Lockbox samples are not learnt from, whoever passes them.</param>
    /// <param name="options">Sizes, strength, seed.</param>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="cancellation">Ends the work soon, with an exception.</param>
    public static Result<TrainedHead> Train(
        IReadOnlyList<LabelledSample> samples, TrainingOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        LabelledSample[] usable = [.. samples.Where(s => !s.InLockbox && IsFinite(s.Features))];
        var good = usable.Count(s => s.Class == Label.Ok);
        if (good < MinGood)
        {
            return new Refusal(RefusalKind.NotNow, $"{good} good samples to learn from, at least {MinGood} are needed: label more parts '{Label.Ok}'.");
        }

        var folds = Folds.Assign(usable, Math.Min(options.Folds, good));
        var scores = new (double Anomaly, double? Classifier)[usable.Length];
        var largest = new double[usable.Length];
        var foldCount = folds.Max() + 1;
        for (var fold = 0; fold < foldCount; fold++)
        {
            LabelledSample[] others = [.. usable.Where((_, i) => folds[i] != fold)];
            var (anomaly, classifier) = Fit(others, options, cancellation);
            for (var i = 0; i < usable.Length; i++)
            {
                if (folds[i] == fold)
                {
                    (scores[i], largest[i]) = Judge(usable[i].Features, anomaly, classifier, options.TopPatches);
                }
            }

            progress?.Report((fold + 1.0) / (foldCount + 1));
        }

        var (finalAnomaly, finalClassifier) = Fit(usable, options, cancellation);
        var fusion = Fuse(usable, scores, finalClassifier is not null);
        OutOfFoldScore[] outOfFold = [.. usable.Select((s, i) =>
            new OutOfFoldScore(s.PartId, s.Class, scores[i].Anomaly, scores[i].Classifier, fusion.Fuse(scores[i].Anomaly, scores[i].Classifier)))];
        progress?.Report(1);
        var level = MapLevel.Of(largest.Where((_, i) => usable[i].Class == Label.Ok));
        return new TrainedHead(new Head(finalAnomaly, finalClassifier, fusion, level), outOfFold, Metrics(outOfFold));
    }

    private static ScoreFusion Fuse(LabelledSample[] samples, (double Anomaly, double? Classifier)[] scores, bool hasClassifier)
    {
        var judged = samples.Zip(scores, (sample, score) => (IsGood: sample.Class == Label.Ok, score.Anomaly, score.Classifier)).ToArray();
        var anomaly = Standard.Of([.. judged.Where(j => j.IsGood).Select(j => j.Anomaly)]);
        double[] goodClassifier = [.. judged.Where(j => j is { IsGood: true, Classifier: not null }).Select(j => j.Classifier!.Value)];
        if (!hasClassifier || goodClassifier.Length == 0)
        {
            return new(anomaly, null);
        }

        var classifier = Standard.Of(goodClassifier);
        var tilt = TiltTrainer.Fit([.. judged.Where(j => j.Classifier is not null)
            .Select(j => (anomaly.Apply(j.Anomaly), classifier.Apply(j.Classifier!.Value), j.IsGood))]);
        return new(anomaly, classifier, tilt);
    }

    private static (AnomalyHead Anomaly, ClassifierHead? Classifier) Fit(LabelledSample[] samples, TrainingOptions options, CancellationToken cancellation)
    {
        var anomaly = AnomalyTrainer.Fit([.. samples.Where(s => s.Class == Label.Ok).Select(s => s.Features)], options.Anomaly, cancellation);
        var classes = samples.CountBy(s => s.Class).Where(c => c.Value >= MinPerDefect).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        if (classes.Count < 2)
        {
            return (anomaly, null);
        }

        LabelledSample[] known = [.. samples.Where(s => classes.Contains(s.Class))];
        var (classifier, _) = ClassifierTrainer.Fit(
            [.. known.Select(s => new ClassifierSample(s.Class, [s.Features.Embedding, .. s.Features.Views]))], options.Classifier, cancellation);
        return (anomaly, classifier);
    }

    private static ((double Anomaly, double? Classifier) Scores, double Largest) Judge(Features features, AnomalyHead anomaly, ClassifierHead? classifier, int top)
    {
        var map = anomaly.Judge(new Matrix(features.Rows * features.Columns, features.Dimension, features.Patches));
        return ((AnomalyHead.Score(map, top), classifier?.Score(classifier.Judge(features.Embedding)).Score), AnomalyHead.Score(map, 1));
    }

    private static Dictionary<string, double> Metrics(OutOfFoldScore[] scores)
    {
        var metrics = new Dictionary<string, double>();
        if (scores.Any(s => !s.IsGood))
        {
            metrics["outOfFoldAuroc"] = Ranking.Auroc([.. scores.Where(s => s.IsGood).Select(s => s.Ng)], [.. scores.Where(s => !s.IsGood).Select(s => s.Ng)]);
        }

        return metrics;
    }

    private static bool IsFinite(Features features) =>
        System.Numerics.Tensors.TensorPrimitives.IsFiniteAll<float>(features.Patches)
        && System.Numerics.Tensors.TensorPrimitives.IsFiniteAll<float>(features.Embedding)
        && features.Views.All(view => System.Numerics.Tensors.TensorPrimitives.IsFiniteAll<float>(view));
}
