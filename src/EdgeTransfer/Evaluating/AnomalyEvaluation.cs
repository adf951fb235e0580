using EdgeTransfer.Cli;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Statistics;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Evaluating;

/// <summary>The anomaly head, learnt from good images only, on a test set with defects.</summary>
internal static class AnomalyEvaluation
{
    public static AnomalyResult Run(Models models, Recipe recipe, MvtecData data, int seed, IProgressLine line, CancellationToken cancellation)
    {
        using var extractor = new FeatureExtractor(models, recipe);
        var total = (double)(data.TrainGood.Length + data.TestGood.Length + data.TestDefects.Values.Sum(f => f.Length));
        var (done, skipped, milliseconds) = (0, 0, 0.0);

        List<Features> train = [.. Read(data.TrainGood).Select(r => r.Features)];
        if (train.Count < HeadTrainer.MinGood)
        {
            throw new UsageException($"{data.TrainGood.Length} training images, {train.Count} of them readable: at least {HeadTrainer.MinGood} are needed.");
        }

        line.Report("learning", done / total);
        var time = TimeProvider.System;
        var begin = time.GetTimestamp();
        var head = new Head(AnomalyTrainer.Fit(train, new AnomalyOptions { Seed = seed }, cancellation), null, new ScoreFusion(new Standard(0, 1), null));
        var fitSeconds = time.GetElapsedTime(begin).TotalSeconds;

        var trained = new TrainedHead(head, [], new Dictionary<string, double>());
        using var served = new ServedHead(HeadManifests.Of(recipe, models, trained, [], null, "evaluate", time.GetUtcNow()), head);
        milliseconds = 0;
        var judged = 0;
        var good = Scores(data.TestGood);
        var defects = data.TestDefects.ToDictionary(d => d.Key, d => Scores(d.Value));
        double[] all = [.. defects.Values.SelectMany(s => s)];
        var (f1, threshold) = Ranking.BestF1(good, all);
        return new(
            data.Folder, recipe.Backbone, recipe.InputSize, seed, train.Count, good.Length, all.Length, skipped,
            Ranking.Auroc(good, all), f1, threshold, fitSeconds, milliseconds / judged,
            [.. defects.Select(d => new DefectResult(d.Key, d.Value.Length, Ranking.Auroc(good, d.Value)))]);

        double[] Scores(string[] files) => [.. Read(files).Select(read =>
        {
            var start = time.GetTimestamp();
            var score = extractor.Judge.Judge(served).Anomaly;
            milliseconds += read.Milliseconds + time.GetElapsedTime(start).TotalMilliseconds;
            judged++;
            return score;
        })];

        IEnumerable<(Features Features, double Milliseconds)> Read(string[] files)
        {
            foreach (var file in files)
            {
                cancellation.ThrowIfCancellationRequested();
                var start = TimeProvider.System.GetTimestamp();
                var features = extractor.Extract(file, withViews: false);
                line.Report("judging images", ++done / total);
                if (features.IsOk)
                {
                    yield return (features.Value, TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
                }
                else
                {
                    skipped++;
                    Console.Error.WriteLine($"left out: {features.Refusal.Message}");
                }
            }
        }
    }
}
