using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Inference;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;
using EdgeTransfer.Testing;
using EdgeTransfer.Vision.Capturing;

namespace EdgeTransfer.Benchmarks;

/// <summary>A station with a real backbone and a head that was learnt on drawn discs, given a part every so often.</summary>
internal sealed class LoadedLine : IDisposable
{
    private const int Learnt = 24, Kept = 16;

    private readonly Models _models;
    private readonly Inspector _inspector;
    private readonly Frame[] _frames;
    private long _trigger;

    private LoadedLine(Station station, Models models, Inspector inspector, Frame[] frames) => (Station, _models, _inspector, _frames) = (station, models, inspector, frames);

    public Station Station { get; }

    public static async Task<LoadedLine> MakeAsync()
    {
        var station = new Station(new StationFile
        {
            Schema = StationFile.CurrentSchema, Station = "top", Camera = new("sim:disc?seed=7&defects=0"), Recipe = new Recipe { Product = "disc" },
        });
        var models = Models.Load(new InferenceOptions { ModelsFolder = Repository.Models }, station.Recipe.Backbone).Value!;
        var inspector = new Inspector(station, models, () => false, TimeProvider.System);
        using var source = FrameSources.Open(station.Source, TimeProvider.System).Value!;
        List<Frame> frames = [];
        while (frames.Count < Learnt)
        {
            frames.Add((await source.NextAsync(CancellationToken.None))!.Frame!);
        }

        var samples = frames.Select((frame, i) =>
        {
            inspector.Inspect(new(i, Capture.Of(frame)));
            return new LabelledSample($"top-{i}", Label.Ok, inspector.CopyFeatures(), InLockbox: false);
        }).ToArray();
        var trained = HeadTrainer.Train(samples, new TrainingOptions(), null, CancellationToken.None).Value!;
        station.Slot.Publish(
            new ServedHead(
                new()
                {
                    Version = "drawn", Product = "disc", FeatureKey = models.KeyFor(station.Recipe), Backbone = station.Recipe.Backbone, InputSize = station.Recipe.InputSize,
                    TopPatches = station.Recipe.TopPatches, Created = default, Origin = "benchmark", Samples = new Dictionary<string, int>(), TensorsSha256 = "",
                },
                trained.Head),
            BandProposal.PolicyFor("drawn", trained.OutOfFold));
        return new(station, models, inspector, [.. frames.Take(Kept)]);
    }

    /// <summary>Milliseconds from due to verdict of each part; with no period the next part is due at once.</summary>
    public async Task<List<double>> RunAsync(TimeSpan period, TimeSpan length)
    {
        List<double> latencies = [];
        var time = TimeProvider.System;
        var begin = time.GetElapsedTime(0);
        for (var n = 0; ; n++)
        {
            var due = begin + (n * period);
            var now = time.GetElapsedTime(0);
            if (now - begin >= length)
            {
                return latencies;
            }

            if (due > now)
            {
                await Task.Delay(due - now);
            }

            latencies.Add(Inspect(period == TimeSpan.Zero ? time.GetElapsedTime(0) : due));
        }
    }

    public void Dispose()
    {
        foreach (var frame in _frames)
        {
            frame.Dispose();
        }

        _inspector.Dispose();
        Station.Dispose();
        _models.Dispose();
    }

    private double Inspect(TimeSpan due)
    {
        var time = TimeProvider.System;
        var inspection = _inspector.Inspect(new(_trigger, Capture.Of(_frames[_trigger++ % _frames.Length])));
        var at = time.GetElapsedTime(0);
        if (inspection is not { Verdict: not Verdict.NotInspected, Times: { } times })
        {
            throw new InvalidOperationException($"{inspection.Verdict} {inspection.Reason}: {inspection.Detail}");
        }

        var latency = (at - due).TotalMilliseconds;
        Station.Judged(latency, times, at);
        return latency;
    }
}
