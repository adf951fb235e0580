using EdgeTransfer.Cli;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Evaluating;

/// <summary>Learning from few labelled images a class, over several draws.</summary>
internal static class ShotEvaluation
{
    /// <summary>Measures; with detail of the first draw's head with the most shots for the report.</summary>
    public static (ShotResult Result, ShotDetail? Detail) Run(
        Models models, Recipe recipe, ShotPlan plan, bool withDetail, IProgressLine line, CancellationToken cancellation)
    {
        using var extractor = new FeatureExtractor(models, recipe);
        var images = ShotImages.Read(extractor, plan, line, cancellation);
        var work = new ShotWork(models, recipe, extractor, plan, images);
        var begin = TimeProvider.System.GetTimestamp();
        var runs = plan.Shots.ToDictionary(n => n, _ => new List<ShotRun>());
        var (done, detail) = (0, default(ShotDetail));
        foreach (var (number, draw) in plan.Draws.Index())
        {
            foreach (var shots in plan.Shots)
            {
                cancellation.ThrowIfCancellationRequested();
                line.Report($"draw {number + 1} of {plan.Draws.Count}, {shots} shots", (double)done++ / (plan.Draws.Count * plan.Shots.Length));
                var shown = withDetail && number == 0 && shots == plan.Shots.Max()
                    ? $"draw 1 of {plan.Draws.Count}, {shots} labelled images of each class"
                    : null;
                var (run, more) = work.Run(draw.Training[shots], draw.Good, withPixels: number == 0, shown, cancellation);
                runs[shots].Add(run);
                detail ??= more;
            }
        }

        return (new(
            plan.Folder, recipe.Backbone, recipe.InputSize, plan.Draws.Count, images.Features.Count, images.LeftOut, images.Marks.Count, plan.Marks,
            TimeProvider.System.GetElapsedTime(begin).TotalSeconds,
            [.. plan.Shots.Select(shots => ShotRow.Of(shots, runs[shots]))]), detail);
    }
}
