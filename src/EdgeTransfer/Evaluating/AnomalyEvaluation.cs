using EdgeTransfer.Cli;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Statistics;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Evaluating;

/// <summary>The anomaly head, learnt from good images only, on a test set with defects.</summary>
internal static class AnomalyEvaluation
{
    /// <summary>Measures; with detail also for the report, which takes the out-of-fold heads of the bands.</summary>
    public static (AnomalyResult Result, HeadDetail? Detail) Run(
        Models models, Recipe recipe, MvtecData data, int seed, bool withDetail, IProgressLine line, CancellationToken cancellation)
    {
        using var extractor = new FeatureExtractor(models, recipe);
        var total = (double)(data.TrainGood.Length + data.TestGood.Length + data.TestDefects.Values.Sum(f => f.Length));
        var (done, skipped) = (0, 0);

        (string File, Features Features)[] train = [.. Read(data.TrainGood).Select(r => (r.File, r.Features))];
        if (train.Length < HeadTrainer.MinGood)
        {
            throw new UsageException($"{data.TrainGood.Length} training images, {train.Length} of them readable: at least {HeadTrainer.MinGood} are needed.");
        }

        line.Report("learning", done / total);
        var time = TimeProvider.System;
        var begin = time.GetTimestamp();
        var options = new AnomalyOptions { Seed = seed };
        var bank = AnomalyTrainer.Fit([.. train.Select(t => t.Features)], options, cancellation);
        var fitSeconds = time.GetElapsedTime(begin).TotalSeconds;
        var bands = withDetail ? Bands(train, recipe, bank, cancellation) : null;

        var head = bands is null ? new Head(bank.Head, null, new ScoreFusion(new Standard(0, 1), null)) : bands.Head;
        var trained = new TrainedHead(head, [], new Dictionary<string, double>());
        using var served = new ServedHead(HeadManifests.Of(recipe, models, trained, [], null, "evaluate", time.GetUtcNow()), head);
        var meter = new PixelMeter(data.Masks);
        var milliseconds = 0.0;
        JudgedPart[] good = [.. Judge(data.TestGood, Label.Ok, isGood: true)];
        var defects = data.TestDefects.ToDictionary(d => d.Key, d => Judge(d.Value, d.Key, isGood: false).ToArray());
        JudgedPart[] bad = [.. defects.Values.SelectMany(d => d)];
        double[] goodScores = [.. good.Select(p => p.Scores.Anomaly)], all = [.. bad.Select(p => p.Scores.Anomaly)];
        var (f1, threshold) = Ranking.BestF1(goodScores, all);
        var pixels = meter.All();
        var result = new AnomalyResult(
            data.Folder, recipe.Backbone, recipe.InputSize, seed, train.Length, good.Length, all.Length, skipped,
            Ranking.Auroc(goodScores, all), f1, threshold, EscapeRates.Of(goodScores, all), meter.Masks, pixels?.Auroc, pixels?.Aupro,
            fitSeconds, milliseconds / (good.Length + all.Length),
            [.. defects.Select(d => Class(d.Key, [.. d.Value.Select(p => p.Scores.Anomaly)]))]);
        return (result, bands is null ? null : new DetailMaker(extractor, recipe, data.Masks).Make(
            $"the head learnt from {train.Length} good images", [.. good, .. bad], BandProposal.PolicyFor("evaluation", bands.OutOfFold), served, cancellation));

        DefectResult Class(string name, double[] scores)
        {
            var found = meter.Of(name);
            return new(name, scores.Length, Ranking.Auroc(goodScores, scores), EscapeRates.Of(goodScores, scores), found?.Auroc, found?.Aupro);
        }

        IEnumerable<JudgedPart> Judge(string[] files, string @class, bool isGood)
        {
            foreach (var read in Read(files))
            {
                var start = time.GetTimestamp();
                var scores = extractor.Judge.Judge(served);
                milliseconds += read.Milliseconds + time.GetElapsedTime(start).TotalMilliseconds;
                if (isGood)
                {
                    meter.AddGood(extractor.Judge, extractor.ImageSize);
                }
                else
                {
                    meter.AddDefect(extractor.Judge, extractor.ImageSize, read.File, @class);
                }

                yield return new(read.File, @class, isGood, scores, null);
            }
        }

        IEnumerable<(string File, Features Features, double Milliseconds)> Read(string[] files)
        {
            foreach (var file in files)
            {
                cancellation.ThrowIfCancellationRequested();
                var start = TimeProvider.System.GetTimestamp();
                var features = extractor.Extract(file, withViews: false);
                line.Report("judging images", ++done / total);
                if (features.IsOk)
                {
                    yield return (file, features.Value, TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
                }
                else
                {
                    skipped++;
                    Console.Error.WriteLine($"left out: {features.Refusal.Message}");
                }
            }
        }
    }

    /// <summary>Scores of good images that their head had not seen, for the bands, and what standardises them.</summary>
    private static TrainedHead Bands((string File, Features Features)[] train, Recipe recipe, LearntBank bank, CancellationToken cancellation) =>
        HeadTrainer.Train(
            [.. train.Select(t => new LabelledSample(t.File, Label.Ok, t.Features, InLockbox: false))],
            new TrainingOptions { TopPatches = recipe.TopPatches }, null, cancellation, new(null, bank)).OrFail();
}
