using EdgeTransfer.Inference;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Inference.Models;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Samples;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>
/// Sees to it that the stored samples have features of the backbone and recipe in force: after a change of either it computes them anew
/// from the stored images, at start in the background, labelled samples first. Each sample is written durably, so whatever ends the
/// work, the next start goes on with the rest. It has a session of its own with one thread, on a thread that runs behind inspection.
/// </summary>
internal sealed class SampleRefresher(
    SampleStore store, StationSet stations, HeadFolders heads, InferenceOptions inference, SamplesBoard board, TimeProvider time, ILogger<SampleRefresher> logger)
    : BackgroundService
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _turn = new(); // one sample at a time: a training may ask while the background work runs

    /// <summary>Gives the labelled samples of a station all features that a training asks for; those that cannot have them are logged.</summary>
    public Task<EmbeddingProgress> CompleteLabelledAsync(Station station, Models models, CancellationToken stop) =>
        CompleteAsync(station, models, sample => sample.Class is not null, null, stop);

    /// <summary>Removes features that nothing uses any more: of another space than that in force and that of the active head.</summary>
    public void RemoveStale(Station station)
    {
        var product = station.Recipe.Product;
        var active = heads.Active(product);
        var head = active is { IsOk: true, Value: { } pointer } ? heads.Load(product, pointer.Version) : default;
        if (!active.IsOk || (active.Value is not null && !head.IsOk))
        {
            return; // what the active head needs cannot be told
        }

        try
        {
            var removed = store.RemoveOtherFeatures(product, station.ServedKey, head.Value is { } stored ? [stored.Manifest.FeatureKey] : []);
            if (removed > 0)
            {
                Log.StaleFeaturesRemoved(logger, station.Name, removed);
            }
        }
        catch (IOException e)
        {
            // They cost room and nothing else; the next start tries again.
            Log.RefreshFailed(logger, station.Name, e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var station in stations.All)
        {
            if (stations.ModelsOf(station) is { IsOk: true } models)
            {
                await RefreshAsync(station, models.Value, stoppingToken);
            }
        }
    }

    private async Task RefreshAsync(Station station, Models models, CancellationToken stop)
    {
        var (last, reported) = (new EmbeddingProgress(0, 0, 0), time.GetTimestamp());
        try
        {
            last = await CompleteAsync(station, models, _ => true, Report, stop);
            RemoveStale(station);
            board.Features(station, "complete", last);
        }
        catch (OperationCanceledException)
        {
            board.Features(station, "stopped", last);
            Log.RefreshStopped(logger, station.Name, last.Ready, last.Samples);
        }
        catch (Exception e)
        {
            // The line goes on without; a training tries again, and so does the next start.
            board.Features(station, "stopped", last);
            Log.RefreshFailed(logger, station.Name, e);
        }

        void Report(EmbeddingProgress progress)
        {
            var isFirst = last.Samples == 0;
            last = progress;
            if (isFirst || time.GetElapsedTime(reported) >= ReportEvery)
            {
                reported = time.GetTimestamp();
                board.Features(station, "computing", progress);
                Log.RefreshGoesOn(logger, station.Name, progress.Ready, progress.Samples, progress.Failed);
            }
        }
    }

    private async Task<EmbeddingProgress> CompleteAsync(
        Station station, Models models, Func<StoredSample, bool> wanted, Action<EmbeddingProgress>? report, CancellationToken stop)
    {
        var samples = (await store.ListAsync(station.Recipe.Product)).Where(wanted).ToList();
        return await QuietThread.RunAsync(() => Complete(station, models, samples, report, stop));
    }

    private EmbeddingProgress Complete(Station station, Models models, List<StoredSample> samples, Action<EmbeddingProgress>? report, CancellationToken stop)
    {
        var missing = samples.Where(s => !IsReady(station, s)).ToList();
        var progress = new EmbeddingProgress(samples.Count, samples.Count - missing.Count, 0);
        if (missing.Count == 0)
        {
            return progress;
        }

        report?.Invoke(progress);
        var session = Backbone.Load(inference with { Threads = 1 }, station.Recipe.Backbone);
        if (!session.IsOk)
        {
            throw new InvalidOperationException(session.Refusal.Message);
        }

        using var backbone = session.Value;
        using var embedder = new SampleEmbedder(store, new PartJudge(backbone, models.Graphs, station.Recipe), station.Recipe, station.ServedKey);
        foreach (var sample in missing)
        {
            stop.ThrowIfCancellationRequested();
            progress = Refresh(station, embedder, sample) ? progress with { Ready = progress.Ready + 1 } : progress with { Failed = progress.Failed + 1 };
            report?.Invoke(progress);
        }

        return progress;
    }

    private bool Refresh(Station station, SampleEmbedder embedder, StoredSample sample)
    {
        lock (_turn)
        {
            if (IsReady(station, sample) || embedder.Embed(sample) is not { } refusal)
            {
                return true;
            }

            Log.SampleNotRefreshed(logger, station.Name, sample.PartId, refusal.Message);
            return false;
        }
    }

    private bool IsReady(Station station, StoredSample sample) => SampleEmbedder.IsReady(store, station.Recipe, station.ServedKey, sample);
}
