using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>A classifier whose strength and temperature were chosen on samples that it had not seen.</summary>
/// <param name="Head">Learnt from all samples, its logits divided by the temperature.</param>
/// <param name="Strength">The strength with the least out-of-fold loss.</param>
/// <param name="Temperature">What the logits were divided by.</param>
/// <param name="Scores">Out-of-fold score of each sample; NaN where the fold had no OK class.</param>
public sealed record SelectedClassifier(ClassifierHead Head, double Strength, double Temperature, double[] Scores)
{
    /// <summary>Images of a class below which it is left out: one image can be learnt or held out, not both.</summary>
    public const int MinPerClass = 2;

    private const double FoldTolerance = 1e-2;

    /// <summary>Grouped cross-validation, then the final fit; null with fewer than two classes.</summary>
    /// <param name="samples">Labelled samples of one feature space.</param>
    /// <param name="options">Folds and strengths.</param>
    /// <param name="champion">Where the final fit begins when the classes agree.</param>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="pace">Ends or holds up the work between two steps.</param>
    public static SelectedClassifier? Fit(
        IReadOnlyList<LabelledSample> samples, TrainingOptions options, ClassifierHead? champion, Action<double> progress, WorkPace pace)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(progress);
        var counts = samples.CountBy(s => s.Class).Where(c => c.Value >= MinPerClass).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        if (counts.Count < 2)
        {
            return null;
        }

        ClassifierSample[] learnt = [.. samples.Select(s => new ClassifierSample(s.Class, [s.Features.Embedding, .. s.Features.Views]))];
        var parts = samples.Where(s => counts.ContainsKey(s.Class)).Select(s => s.PartId).Distinct(StringComparer.Ordinal).Count();
        var folds = Folds.Assign(samples, Math.Max(1, Math.Min(options.Folds, parts)));
        var strengths = options.Classifier.Strengths;
        var heldOut = strengths.Select(_ => new HeldOutLogits?[samples.Count]).ToArray();
        var foldCount = folds.Max() + 1;
        for (var fold = 0; fold < foldCount; fold++)
        {
            ClassifierSample[] others = [.. learnt.Where((s, i) => folds[i] != fold && counts.ContainsKey(s.Class))];
            if (others.DistinctBy(s => s.Class).Count() > 1)
            {
                var problem = new ClassifierProblem(others, options.Classifier);
                for (var s = 0; s < strengths.Count; s++)
                {
                    var head = problem.Solve(strengths[s], FoldTolerance, options.Classifier.MaxIterations, pace).Head;
                    for (var i = 0; i < folds.Length; i++)
                    {
                        if (folds[i] == fold)
                        {
                            heldOut[s][i] = HeldOut(head, samples[i], counts);
                        }
                    }
                }
            }

            progress((fold + 1.0) / (foldCount + 1));
        }

        var chosen = Enumerable.Range(0, strengths.Count)
            .Select(s => (Index: s, Fitted: Classifier.Temperature.Fit([.. heldOut[s].OfType<HeldOutLogits>()])))
            .MinBy(s => s.Fitted.Loss);
        var temperature = chosen.Fitted.Divisor;
        var final = ClassifierTrainer.Fit(
            [.. learnt.Where(s => counts.ContainsKey(s.Class))], strengths[chosen.Index], options.Classifier, pace, champion).Head;
        progress(1);
        return new(
            final.DividedBy(temperature), strengths[chosen.Index], temperature,
            [.. heldOut[chosen.Index].Select(h => h is null ? double.NaN : h.Judge.Score([.. h.Logits.Select(l => (float)(l / temperature))]).Score)]);
    }

    private static HeldOutLogits HeldOut(ClassifierHead head, LabelledSample sample, Dictionary<string, int> counts)
    {
        var column = head.Classes.ToList().IndexOf(sample.Class);
        return new(head, head.Judge(sample.Features.Embedding), column, column < 0 ? 0 : 1.0 / counts[sample.Class]);
    }
}
