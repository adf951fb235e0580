using System.Globalization;
using System.Threading.Channels;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;
using EdgeTransfer.Storage.Samples;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>
/// Changes heads, one after another, so that no two changes race: a training (samples → challenger → golden check → gate on the
/// lockbox → swap), or the growth of a bank by one part.
/// </summary>
internal sealed class Trainer(
    SampleStore samples, SampleRefresher refresher, HeadGrower grower, HeadFolders heads, HeadActivator activator, Promotion promotion, IMqttLink link, Topics topics, LearningOptions options,
    TimeProvider time, ILogger<Trainer> logger)
    : BackgroundService
{
    private const int QueueLength = 64;

    private readonly Channel<HeadChange> _changes = Channel.CreateBounded<HeadChange>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private long _trainings;
    private long _swaps;
    private int _busy;

    /// <summary>Trainings that ended, whatever their outcome.</summary>
    public long Trainings => Interlocked.Read(ref _trainings);

    /// <summary>Trainings that ended in a swap.</summary>
    public long Swaps => Interlocked.Read(ref _swaps);

    /// <summary>Takes a request; false while a training runs or waits.</summary>
    public bool TryStart(TrainRequest request)
    {
        if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            return false;
        }

        if (_changes.Writer.TryWrite(request))
        {
            return true;
        }

        Interlocked.Exchange(ref _busy, 0);
        return false;
    }

    /// <summary>Takes a part to learn at once; false when that is switched off or too many wait: the next training learns it.</summary>
    public bool TryGrow(GrowRequest request) => options.GrowOnOk && _changes.Writer.TryWrite(request);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await foreach (var change in _changes.Reader.ReadAllAsync(stoppingToken))
        {
            switch (change)
            {
                case TrainRequest training:
                    var begin = time.GetTimestamp();
                    var outcome = await TryTrainAsync(training, stoppingToken);

                    // Free before the report: who reads it may ask for the next training at once.
                    Interlocked.Exchange(ref _busy, 0);
                    Report(training, outcome, begin);
                    break;
                case GrowRequest growth:
                    await TryGrowAsync(growth, stoppingToken);
                    break;
            }
        }
    }

    private async Task TryGrowAsync(GrowRequest request, CancellationToken stop)
    {
        try
        {
            var grown = await grower.GrowAsync(request, stop);
            if (grown.IsOk)
            {
                Log.HeadGrown(logger, request.Station.Name, request.PartId, grown.Value);
            }
            else
            {
                Log.HeadNotGrown(logger, request.Station.Name, request.PartId, grown.Refusal.Message);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The label stays, and the head that judges goes on; the next training learns the part.
            Log.GrowthFailed(logger, request.Station.Name, request.PartId, e);
        }
    }

    private async Task<Outcome> TryTrainAsync(TrainRequest request, CancellationToken stop)
    {
        try
        {
            return await TrainAsync(request, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The champion goes on judging; a person reads why there is no challenger.
            Log.TrainingFailed(logger, request.Station.Name, e);
            return new("failed", null, e.Message, null);
        }
    }

    private async Task<Outcome> TrainAsync(TrainRequest request, CancellationToken stop)
    {
        var (station, models) = (request.Station, request.Models);
        await refresher.CompleteLabelledAsync(station, models, stop);
        var labelled = await samples.LoadLabelledAsync(station.Recipe.Product, station.ServedKey, station.Recipe.Region);
        Log.TrainingStarted(logger, station.Name, labelled.Samples.Count, labelled.Skipped);
        var outcome = await TrainAsync(request, labelled.Samples, stop);
        return labelled.Skipped == 0
            ? outcome
            : outcome with { Detail = $"{outcome.Detail} {labelled.Skipped} labelled samples took no part: they have no features of this backbone and recipe (the log names them)." };
    }

    private async Task<Outcome> TrainAsync(TrainRequest request, IReadOnlyList<LabelledSample> labelled, CancellationToken stop)
    {
        var (station, models) = (request.Station, request.Models);
        using var judge = new PartJudge(models.Backbone, models.Graphs, station.Recipe);
        using var champion = station.Slot.Lease();
        var start = new TrainingStart(champion?.Head.Head.Classifier, null);
        var trained = await Task.Run(() => HeadTrainer.Train(labelled, options.Training(station.Recipe.TopPatches), null, stop, start), stop);
        if (!trained.IsOk)
        {
            return new("failed", null, trained.Refusal.Message, null);
        }

        var manifest = heads.Save(
            HeadManifests.Of(station.Recipe, models, trained.Value, labelled, station.Slot.HeadVersion, $"station {station.Name}", time.GetUtcNow()),
            trained.Value.Head.ToTensors());
        ScoreFile.Write(heads.FolderOf(manifest.Product, manifest.Version), manifest.Version, BandScores.Of(trained.Value.OutOfFold));
        var policy = BandProposal.PolicyFor(manifest.Version, trained.Value.OutOfFold, station.Targets);

        var loaded = activator.LoadProved(station, models, manifest.Version);
        if (!loaded.IsOk)
        {
            return new("failed", manifest.Version, loaded.Refusal.Message, null);
        }

        var report = HeldOutCheck.Judge(Verdicts(judge, station, loaded.Value, policy, labelled, stop));
        var result = await promotion.OfferAsync(new(station, loaded.Value, policy, request.By, DataHash.Of(labelled)), report);
        return new(result.Outcome, manifest.Version, result.Detail, report);
    }

    /// <summary>Both heads on the lockbox parts.</summary>
    private static List<HeldOutVerdict> Verdicts(
        PartJudge judge, Station station, ServedHead challenger, Policy policy, IReadOnlyList<LabelledSample> samples, CancellationToken stop)
    {
        using var champion = station.Slot.Lease();
        return HeldOutJudge.Verdicts(judge, champion, challenger, policy, samples.Where(s => s.InLockbox), stop);
    }

    private void Report(TrainRequest request, Outcome outcome, long begin)
    {
        Interlocked.Increment(ref _trainings);
        if (outcome.Word == "swapped")
        {
            Interlocked.Increment(ref _swaps);
        }

        var seconds = time.GetElapsedTime(begin).TotalSeconds;
        Log.TrainingEnded(logger, request.Station.Name, outcome.Word, outcome.Detail, seconds.ToString("0.0", CultureInfo.InvariantCulture));
        link.TryPublish(topics.Training(request.Station.Name), MessageJson.Write(new TrainingMessage(
            TrainingMessage.CurrentSchema, request.Station.Name, request.Command, outcome.Word, outcome.Head, outcome.Detail, outcome.Report, seconds)));
    }

    private sealed record Outcome(string Word, string? Head, string Detail, GateReport? Report);
}
