using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Inference;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Testing;
using EdgeTransfer.Vision.Capturing;

namespace EdgeTransfer.Benchmarks;

/// <summary>One stream through the service. Each part is judged before its label is known, so its verdict is a fair test of the head in service.</summary>
/// <param name="Stretches">From training to training.</param>
/// <param name="Last">The training on all labels of the stream, after its last part.</param>
internal sealed record StreamRun(IReadOnlyList<StreamStretch> Stretches, StreamTraining Last)
{
    public static async Task<StreamRun> RunAsync(StreamPlan plan)
    {
        var line = await StreamLine.StartAsync(plan.Parts);
        await using (line)
        {
            List<StreamStretch> stretches = [];
            (StoredHead Head, Policy Policy)? first = null;
            var (labels, taught) = (0, plan.Trainings[0].Part);
            for (var part = 0; part < plan.Parts.Count; part++)
            {
                if (stretches.Count < plan.Trainings.Count && part == plan.Trainings[stretches.Count].Part)
                {
                    Check(labels == plan.Trainings[stretches.Count].Labels, $"{labels} labels at part {part}");
                    stretches.Add(new(labels, await line.TrainAsync()));
                    first ??= await line.PinnedAsync();
                    Console.Error.WriteLine($"  {labels} labels, part {part}: {stretches[^1].Training.Sentence}");
                }

                var (truth, inspection) = (plan.Parts[part], await line.InspectAsync(part));
                Check(inspection.Verdict == Verdict.NotInspected == part < taught, $"part {part} is {inspection.Verdict}: {inspection.Detail}");
                var grown = plan.IsLabelled(part) ? await line.LabelAsync(inspection, truth.Class) : null;
                labels += plan.IsLabelled(part) ? 1 : 0;
                if (part >= taught)
                {
                    var stretch = stretches[^1];
                    stretch.Judged = stretch.Judged.Add(truth.IsGood, inspection.Verdict);
                    stretch.Grown += grown == true ? 1 : 0;
                    stretch.NotGrown += grown == false ? 1 : 0;
                    stretch.RolledBack = line.RolledBack - stretches.SkipLast(1).Sum(s => s.RolledBack);
                }
            }

            var last = await line.TrainAsync();
            Console.Error.WriteLine($"  {labels} labels, after the last part: {last.Sentence}");
            var (recorded, notInspected) = await line.CountAsync();
            Check(recorded == plan.Parts.Count && notInspected == taught, $"{recorded} inspections of {plan.Parts.Count} parts, {notInspected} without a head");
            await JudgeByAsync(first!.Value.Head, first.Value.Policy, line.File, plan, stretches);
            return new(stretches, last);
        }
    }

    /// <summary>The baseline: the first head, as it was, on all parts after it.</summary>
    private static async Task JudgeByAsync(StoredHead head, Policy policy, StationFile file, StreamPlan plan, List<StreamStretch> stretches)
    {
        using var station = new Station(file);
        using var models = Models.Load(new InferenceOptions { ModelsFolder = Repository.Models }, file.Recipe.Backbone).Value!;
        using var inspector = new Inspector(station, models, () => false, TimeProvider.System);
        using var source = FrameSources.Open(file.Camera.Source, TimeProvider.System).Value!;
        station.Slot.Publish(HeadLoader.Bind(head, models.KeyFor(file.Recipe)).Value!, policy);
        for (var part = 0; await source.NextAsync(CancellationToken.None) is { } capture; part++)
        {
            using var frame = capture.Frame;
            if (plan.Trainings.Count(t => t.Part <= part) is > 0 and var begun)
            {
                var stretch = stretches[begun - 1];
                stretch.FirstHead = stretch.FirstHead.Add(plan.Parts[part].IsGood, inspector.Inspect(new(part + 1, capture)).Verdict);
            }
        }
    }

    private static void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Not as planned: {what}.");
        }
    }
}
