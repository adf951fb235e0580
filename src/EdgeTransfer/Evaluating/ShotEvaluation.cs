using EdgeTransfer.Cli;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Classifier;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Statistics;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Evaluating;

/// <summary>Learning from few labelled images a class, over several draws.</summary>
internal static class ShotEvaluation
{
    public static ShotResult Run(Models models, Recipe recipe, ShotPlan plan, IProgressLine line, CancellationToken cancellation)
    {
        using var extractor = new FeatureExtractor(models, recipe);
        var (features, leftOut) = Read(extractor, plan, line, cancellation);
        var begin = TimeProvider.System.GetTimestamp();
        var runs = plan.Shots.ToDictionary(n => n, _ => new List<(double Accuracy, Aurocs? Auroc)>());
        var done = 0;
        foreach (var draw in plan.Draws)
        {
            foreach (var shots in plan.Shots)
            {
                cancellation.ThrowIfCancellationRequested();
                line.Report($"draw {(done / plan.Shots.Length) + 1} of {plan.Draws.Count}, {shots} shots", (double)done++ / (plan.Draws.Count * plan.Shots.Length));
                runs[shots].Add(plan.Ok is null
                    ? (Classes(features, plan, draw.Training[shots], cancellation), null)
                    : GoodAndDefects(models, recipe, extractor, features, plan, draw.Training[shots], draw.Good, cancellation));
            }
        }

        return new(
            plan.Folder, recipe.Backbone, recipe.InputSize, plan.Draws.Count, features.Count, leftOut, TimeProvider.System.GetElapsedTime(begin).TotalSeconds,
            [.. plan.Shots.Select(shots => Row(shots, runs[shots]))]);
    }

    private static (Dictionary<string, Features> Features, int LeftOut) Read(FeatureExtractor extractor, ShotPlan plan, IProgressLine line, CancellationToken cancellation)
    {
        var features = new Dictionary<string, Features>(StringComparer.Ordinal);
        string[] files = [.. plan.Files.Values.SelectMany(f => f)];
        var taught = plan.Draws.SelectMany(d => d.Training.Values.SelectMany(t => t.Values.SelectMany(f => f)).Concat(d.Good)).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < files.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = extractor.Extract(files[i], withViews: taught.Contains(files[i]));
            if (read.IsOk)
            {
                features[files[i]] = read.Value;
            }
            else
            {
                Console.Error.WriteLine($"left out: {read.Refusal.Message}");
            }

            line.Report("reading images", (i + 1.0) / files.Length);
        }

        return (features, files.Length - features.Count);
    }

    /// <summary>Only classes: the classifier alone.</summary>
    private static double Classes(
        Dictionary<string, Features> features, ShotPlan plan, IReadOnlyDictionary<string, string[]> training, CancellationToken cancellation)
    {
        (string File, string Class)[] train = [.. training.SelectMany(c => c.Value.Where(features.ContainsKey).Select(f => (f, c.Key)))];
        var head = ClassifierTrainer.Fit(
            [.. train.Select(t => new ClassifierSample(t.Class, [features[t.File].Embedding, .. features[t.File].Views]))], new ClassifierOptions(), cancellation).Head;
        return BalancedAccuracy.Of(Tested(features, plan, [.. train.Select(t => t.File)]).Select(t => (t.Class, Best(head, features[t.File]))));
    }

    /// <summary>Good parts and defects: whole heads, judged through the head graphs as on the line.</summary>
    private static (double Accuracy, Aurocs Auroc) GoodAndDefects(
        Models models, Recipe recipe, FeatureExtractor extractor, Dictionary<string, Features> features, ShotPlan plan,
        IReadOnlyDictionary<string, string[]> training, string[] good, CancellationToken cancellation)
    {
        LabelledSample[] samples =
        [
            .. good.Where(features.ContainsKey).Select(f => new LabelledSample(f, Label.Ok, features[f], InLockbox: false)),
            .. training.SelectMany(c => c.Value.Where(features.ContainsKey).Select(f => new LabelledSample(f, c.Key, features[f], InLockbox: false))),
        ];
        var trained = HeadTrainer.Train(samples, new TrainingOptions { TopPatches = recipe.TopPatches }, null, cancellation).OrFail();
        using var served = new ServedHead(HeadManifests.Of(recipe, models, trained, samples, null, "evaluate", default), trained.Head);
        var judged = Tested(features, plan, [.. samples.Select(s => s.PartId)]).Select(t =>
        {
            extractor.Judge.UseFeatures(features[t.File]);
            return (Good: t.Class == plan.Ok, Class: t.Class == plan.Ok ? Label.Ok : t.Class, t.File, Scores: extractor.Judge.Judge(served));
        }).ToArray();

        double Auroc(Func<Core.Inspecting.Scores, double> score) =>
            Ranking.Auroc([.. judged.Where(j => j.Good).Select(j => score(j.Scores))], [.. judged.Where(j => !j.Good).Select(j => score(j.Scores))]);

        double Classifier(Core.Inspecting.Scores scores) => scores.Classifier ?? 0;
        var sum = new ScoreFusion(
            Standard.Of([.. judged.Where(j => j.Good).Select(j => j.Scores.Anomaly)]), Standard.Of([.. judged.Where(j => j.Good).Select(j => Classifier(j.Scores))]));
        var accuracy = trained.Head.Classifier is { } classifier
            ? BalancedAccuracy.Of(judged.Select(j => (j.Class, Best(classifier, features[j.File]))))
            : double.NaN;
        return (accuracy, new(Auroc(Classifier), Auroc(s => s.Anomaly), Auroc(s => sum.Fuse(s.Anomaly, Classifier(s))), Auroc(s => s.Ng)));
    }

    private static IEnumerable<(string File, string Class)> Tested(Dictionary<string, Features> features, ShotPlan plan, HashSet<string> trained) =>
        plan.Files.SelectMany(c => c.Value.Where(f => features.ContainsKey(f) && !trained.Contains(f)).Select(f => (f, c.Key)));

    private static string Best(ClassifierHead head, Features features)
    {
        var logits = head.Judge(features.Embedding);
        return head.Classes[Array.IndexOf(logits, logits.Max())];
    }

    private static ShotRow Row(int shots, List<(double Accuracy, Aurocs? Auroc)> runs)
    {
        var accuracy = MeanAndSd.Of([.. runs.Select(r => r.Accuracy)]);
        if (runs[0].Auroc is null)
        {
            return new(shots, accuracy, null, null);
        }

        MeanAndSd Over(Func<Aurocs, double> value) => MeanAndSd.Of([.. runs.Select(r => value(r.Auroc!))]);
        var (classifier, anomaly, sum, fusion) = (Over(a => a.Classifier), Over(a => a.Anomaly), Over(a => a.Sum), Over(a => a.Fusion));
        return new(
            shots, accuracy, new(classifier.Mean, anomaly.Mean, sum.Mean, fusion.Mean), new(classifier.Sd, anomaly.Sd, sum.Sd, fusion.Sd));
    }
}
