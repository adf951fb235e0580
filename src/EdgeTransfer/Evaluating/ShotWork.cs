using EdgeTransfer.Cli;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Classifier;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Statistics;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Evaluating;

/// <summary>Learns and judges one draw at one number of shots.</summary>
internal sealed class ShotWork(Models models, Recipe recipe, FeatureExtractor extractor, ShotPlan plan, ShotImages images)
{
    private string[]? _bankOf;
    private LearntBank? _bank; // of the draw's good images: the same for every number of shots

    /// <summary>Everything that is not learnt from is tested.</summary>
    /// <param name="training">Files to learn from, by class.</param>
    /// <param name="good">Good files to learn from.</param>
    /// <param name="withPixels">Whether maps are held against masks.</param>
    /// <param name="shown">Name under which the report shows this head; null when it does not.</param>
    /// <param name="cancellation">Ends the work.</param>
    public (ShotRun Run, ShotDetail? Detail) Run(
        IReadOnlyDictionary<string, string[]> training, string[] good, bool withPixels, string? shown, CancellationToken cancellation) =>
        plan.Ok is null ? Classes(training, shown, cancellation) : GoodAndDefects(training, good, withPixels, shown, cancellation);

    /// <summary>Only classes: the classifier alone.</summary>
    private (ShotRun Run, ShotDetail? Detail) Classes(IReadOnlyDictionary<string, string[]> training, string? shown, CancellationToken cancellation)
    {
        LabelledSample[] train = [.. training.SelectMany(c => c.Value.Where(images.Features.ContainsKey).Select(f => images.Sample(f, c.Key, withMarks: false)))];
        var selected = SelectedClassifier.Fit(train, new TrainingOptions(), null, _ => { }, cancellation)
            ?? throw new UsageException($"Two classes with at least {SelectedClassifier.MinPerClass} readable training images each are needed.");
        var head = selected.Head;
        (string Truth, string Predicted)[] pairs = [.. Tested([.. train.Select(t => t.PartId)]).Select(t => (t.Class, Best(head, images.Features[t.File])))];
        return (new(BalancedAccuracy.Of(pairs), null), shown is null ? null : new(shown, pairs, null));
    }

    /// <summary>Good parts and defects: whole heads, judged through the head graphs as on the line.</summary>
    private (ShotRun Run, ShotDetail? Detail) GoodAndDefects(
        IReadOnlyDictionary<string, string[]> training, string[] good, bool withPixels, string? shown, CancellationToken cancellation)
    {
        LabelledSample[] samples =
        [
            .. good.Where(images.Features.ContainsKey).Select(f => new LabelledSample(f, Label.Ok, images.Features[f], InLockbox: false)),
            .. training.SelectMany(c => c.Value.Where(images.Features.ContainsKey).Select(f => images.Sample(f, c.Key, plan.Marks))),
        ];
        var options = new TrainingOptions { TopPatches = recipe.TopPatches };
        if (_bankOf != good)
        {
            (_bankOf, _bank) = (good, AnomalyTrainer.Fit([.. samples.Where(s => s.Class == Label.Ok).Select(s => s.Features)], options.Anomaly, cancellation));
        }

        var trained = HeadTrainer.Train(samples, options, null, cancellation, new(null, _bank)).OrFail();
        using var served = new ServedHead(HeadManifests.Of(recipe, models, trained, samples, null, "evaluate", default), trained.Head);
        var meter = new PixelMeter(withPixels ? plan.Masks : new Dictionary<string, string>());
        JudgedPart[] parts = [.. Tested([.. samples.Select(s => s.PartId)]).Select(t => Judge(t.File, t.Class, served, meter))];
        (string Truth, string Predicted)[] pairs = [.. parts.Where(p => p.Predicted is not null).Select(p => (p.Class, p.Predicted!))];
        var policy = BandProposal.PolicyFor("evaluation", trained.OutOfFold);
        double[] goodScores = [.. parts.Where(p => p.IsGood).Select(p => p.Scores.Ng)];
        var run = new GoodRun(
            AurocsOf(parts),
            EscapeRates.Of(goodScores, [.. parts.Where(p => !p.IsGood).Select(p => p.Scores.Ng)]),
            BandRates.Of(parts, policy),
            [.. parts.Where(p => !p.IsGood).GroupBy(p => p.Class).Select(c => Class(c.Key, [.. c.Select(p => p.Scores.Ng)]))],
            goodScores.Average() - trained.OutOfFold.Where(s => s.IsGood).Average(s => s.Ng),
            meter.All());
        var detail = shown is null ? null : new DetailMaker(extractor, recipe, plan.Masks).Make(shown, parts, policy, served, cancellation);
        return (new(BalancedAccuracy.Of(pairs), run), detail is null ? null : new(shown!, pairs, detail));

        DefectResult Class(string name, double[] scores)
        {
            var pixels = meter.Of(name);
            return new(name, scores.Length, Ranking.Auroc(goodScores, scores), EscapeRates.Of(goodScores, scores), pixels?.Auroc, pixels?.Aupro);
        }
    }

    private JudgedPart Judge(string file, string @class, ServedHead served, PixelMeter meter)
    {
        var (features, size, isGood) = (images.Features[file], images.Sizes[file], @class == plan.Ok);
        extractor.Judge.UseFeatures(features);
        var scores = extractor.Judge.Judge(served);
        if (isGood)
        {
            meter.AddGood(extractor.Judge, size);
        }
        else
        {
            meter.AddDefect(extractor.Judge, size, file, @class);
        }

        var predicted = served.Head.Classifier is { } classifier ? Best(classifier, features) : null;
        return new(file, isGood ? Label.Ok : @class, isGood, scores, predicted);
    }

    private static Aurocs AurocsOf(JudgedPart[] parts)
    {
        JudgedPart[] good = [.. parts.Where(p => p.IsGood)], defects = [.. parts.Where(p => !p.IsGood)];
        var sum = new ScoreFusion(Standard.Of([.. good.Select(p => p.Scores.Anomaly)]), Standard.Of([.. good.Select(p => Classifier(p.Scores))]));
        return new(Auroc(Classifier), Auroc(s => s.Anomaly), Auroc(s => sum.Fuse(s.Anomaly, Classifier(s))), Auroc(s => s.Ng));

        double Auroc(Func<Scores, double> score) => Ranking.Auroc([.. good.Select(p => score(p.Scores))], [.. defects.Select(p => score(p.Scores))]);

        static double Classifier(Scores scores) => scores.Classifier ?? 0;
    }

    private IEnumerable<(string File, string Class)> Tested(HashSet<string> trained) =>
        plan.Files.SelectMany(c => c.Value.Where(f => images.Features.ContainsKey(f) && !trained.Contains(f)).Select(f => (f, c.Key)));

    private static string Best(ClassifierHead head, Features features)
    {
        var logits = head.Judge(features.Embedding);
        return head.Classes[Array.IndexOf(logits, logits.Max())];
    }
}
