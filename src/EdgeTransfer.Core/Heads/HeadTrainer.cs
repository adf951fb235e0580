using System.Numerics.Tensors;
using EdgeTransfer.Core.Faults;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Classifier;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Core.Statistics;
using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Core.Heads;

/// <summary>
/// Learns a head from labelled features: memory bank, classifier, and the fusion of their scores on samples that neither had seen.
/// </summary>
public static class HeadTrainer
{
    /// <summary>Good images below which no memory bank is learnt.</summary>
    public const int MinGood = 5;

    /// <summary>Images of a defect class below which the classifier leaves it out.</summary>
    public const int MinPerDefect = SelectedClassifier.MinPerClass;

    /// <summary>Shares of the progress at which the bank is learnt, and everything has been judged by it.</summary>
    internal const double BankLearnt = 0.3, BankJudged = 0.5;

    /// <summary>Trains, or says why the samples do not allow it.</summary>
    /// <param name="samples">Lockbox samples are not learnt from, whoever passes them.</param>
    /// <param name="options">Sizes, strength, seed.</param>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="pace">May hold up the work, or end it soon with an exception.</param>
    /// <param name="start">What an earlier training left.</param>
    public static Result<TrainedHead> Train(
        IReadOnlyList<LabelledSample> samples, TrainingOptions options, IProgress<double>? progress, WorkPace pace, TrainingStart? start = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        var usable = Usable(samples, options.MaxSamples);
        if (Problem(usable) is { } refusal)
        {
            return refusal;
        }

        Features[] good = [.. usable.Where(s => s.Class == Label.Ok).Select(s => s.Features)];
        var bank = start?.Bank ?? AnomalyTrainer.Fit(good, options.Anomaly, pace);
        progress?.Report(BankLearnt);
        FaultPoints.Reached("training.bank");
        var anomaly = UnseenScores.Of(
            usable, bank, options.TopPatches, done => progress?.Report(BankLearnt + ((BankJudged - BankLearnt) * done)), pace);
        var classifier = SelectedClassifier.Fit(
            usable, options, start?.Classifier, done => progress?.Report(BankJudged + ((1 - BankJudged) * done)), pace);
        var fusion = Fuse(usable, anomaly.Scores, classifier?.Scores);
        FaultPoints.Reached("training.fused");
        OutOfFoldScore[] outOfFold = [.. usable.Select((s, i) =>
        {
            double? classified = classifier is null || double.IsNaN(classifier.Scores[i]) ? null : classifier.Scores[i];
            return new OutOfFoldScore(s.PartId, s.Class, anomaly.Scores[i], classified, fusion.Fuse(anomaly.Scores[i], classified));
        })];
        progress?.Report(1);
        return new TrainedHead(
            new Head(anomaly.Head, classifier?.Head, fusion, anomaly.Level), outOfFold, Metrics(samples, outOfFold, anomaly.Head, classifier));
    }

    /// <summary>What may be learnt from, the images of a part side by side; of too many samples the newest of each class.</summary>
    private static LabelledSample[] Usable(IReadOnlyList<LabelledSample> samples, int limit)
    {
        LabelledSample[] finite = [.. samples.Where(s => !s.InLockbox && IsFinite(s.Features))];
        return [.. NewestOfEachClass.Of(finite, s => s.Class, limit).GroupBy(s => s.PartId, StringComparer.Ordinal).SelectMany(part => part)];
    }

    private static Refusal? Problem(LabelledSample[] usable)
    {
        var good = usable.Count(s => s.Class == Label.Ok);
        if (good < MinGood)
        {
            return new(RefusalKind.NotNow, $"{good} good samples to learn from, at least {MinGood} are needed: label more parts '{Label.Ok}'.");
        }

        var first = usable[0].Features;
        return usable.FirstOrDefault(s => s.Features.Dimension != first.Dimension || s.Features.Embedding.Length != first.Embedding.Length) is { } other
            ? new(RefusalKind.Invalid, $"The features of {other.PartId} are of another feature space than those of {usable[0].PartId}: embed the samples again.")
            : null;
    }

    private static ScoreFusion Fuse(LabelledSample[] samples, double[] anomalies, double[]? classifiers)
    {
        var anomaly = Standard.Of([.. anomalies.Where((_, i) => samples[i].Class == Label.Ok)]);
        if (classifiers is null)
        {
            return new(anomaly, null);
        }

        double[] goodScores = [.. classifiers.Where((score, i) => samples[i].Class == Label.Ok && !double.IsNaN(score))];
        if (goodScores.Length == 0)
        {
            return new(anomaly, null);
        }

        var classifier = Standard.Of(goodScores);
        var tilt = TiltTrainer.Fit([.. samples.Select((s, i) => (anomaly.Apply(anomalies[i]), classifier.Apply(classifiers[i]), s.Class == Label.Ok))
            .Where(s => !double.IsNaN(s.Item2))]);
        return new(anomaly, classifier, tilt);
    }

    private static Dictionary<string, double> Metrics(
        IReadOnlyList<LabelledSample> samples, OutOfFoldScore[] scores, AnomalyHead anomaly, SelectedClassifier? classifier)
    {
        var metrics = new Dictionary<string, double>
        {
            ["bankRows"] = anomaly.Bank.Rows,
            ["defectPatches"] = anomaly.Marked?.Rows ?? 0,
            ["samplesLeftOut"] = samples.Count(s => !s.InLockbox) - scores.Length,
        };
        if (classifier is not null)
        {
            metrics["classifierStrength"] = classifier.Strength;
            metrics["classifierTemperature"] = classifier.Temperature;
        }

        if (scores.Any(s => !s.IsGood))
        {
            metrics["outOfFoldAuroc"] = Ranking.Auroc([.. scores.Where(s => s.IsGood).Select(s => s.Ng)], [.. scores.Where(s => !s.IsGood).Select(s => s.Ng)]);
        }

        return metrics;
    }

    private static bool IsFinite(Features features) =>
        TensorPrimitives.IsFiniteAll<float>(features.Patches)
        && TensorPrimitives.IsFiniteAll<float>(features.Embedding)
        && features.Views.All(view => TensorPrimitives.IsFiniteAll<float>(view));
}
