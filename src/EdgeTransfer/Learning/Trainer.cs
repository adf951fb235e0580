using System.Globalization;
using System.Threading.Channels;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Samples;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>Trains one head at a time: samples → challenger → golden check → gate on the lockbox → swap.</summary>
internal sealed class Trainer(
    SampleStore samples, ViewEmbedder views, HeadFolders heads, HeadActivator activator, IMqttLink link, Topics topics, LearningOptions options, TimeProvider time, ILogger<Trainer> logger)
    : BackgroundService
{
    private readonly Channel<TrainRequest> _requests = Channel.CreateBounded<TrainRequest>(
        new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

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

        return _requests.Writer.TryWrite(request);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await foreach (var request in _requests.Reader.ReadAllAsync(stoppingToken))
        {
            var begin = time.GetTimestamp();
            var outcome = await TryTrainAsync(request, stoppingToken);

            // Free before the report: who reads it may ask for the next training at once.
            Interlocked.Exchange(ref _busy, 0);
            Report(request, outcome, begin);
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
        var labelled = await samples.LoadLabelledAsync(station.Recipe.Product, station.ServedKey);
        Log.TrainingStarted(logger, station.Name, labelled.Samples.Count, labelled.Skipped);
        using var judge = new PartJudge(models.Backbone, models.Graphs, station.Recipe);
        var complete = await Task.Run(() => views.Complete(judge, station.Recipe, station.ServedKey, labelled.Samples, stop), stop);
        var trained = await Task.Run(() => HeadTrainer.Train(complete, options.Training(station.Recipe.TopPatches), null, stop), stop);
        if (!trained.IsOk)
        {
            return new("failed", null, trained.Refusal.Message, null);
        }

        var manifest = heads.Save(
            HeadManifests.Of(station.Recipe, models, trained.Value, labelled.Samples, station.Slot.HeadVersion, $"station {station.Name}", time.GetUtcNow()),
            trained.Value.Head.ToTensors());
        var policy = BandProposal.PolicyFor(manifest.Version, trained.Value.OutOfFold);

        // Read back and bound again: what will judge is what is on the disk.
        var loaded = activator.Load(station, manifest.Version);
        if (!loaded.IsOk)
        {
            return new("failed", manifest.Version, loaded.Refusal.Message, null);
        }

        if (GoldenCheck.CheckHead(models.Backbone, models.Graphs, models.Golden, loaded.Value).Refusal is { } mismatch)
        {
            loaded.Value.Dispose();
            return new("failed", manifest.Version, mismatch.Message, null);
        }

        var report = HeldOutCheck.Judge(Verdicts(judge, station, loaded.Value, policy, labelled.Samples));
        if (!report.Passed)
        {
            loaded.Value.Dispose();
            return new("not_passed", manifest.Version, report.Sentence, report);
        }

        var refusal = await activator.ActivateAsync(station, loaded.Value, policy, request.By, report.Sentence);
        return refusal is null ? new("swapped", manifest.Version, report.Sentence, report) : new("failed", manifest.Version, refusal.Message, report);
    }

    /// <summary>Both heads on the lockbox parts; of several images of a part the worst verdict counts.</summary>
    private static List<HeldOutVerdict> Verdicts(PartJudge judge, Station station, ServedHead challenger, Policy policy, IReadOnlyList<LabelledSample> samples)
    {
        var champion = station.Slot.Lease();
        try
        {
            return [.. samples.Where(s => s.InLockbox).GroupBy(s => s.PartId).Select(part =>
            {
                Verdict? champions = null;
                var challengers = Verdict.Ok;
                foreach (var sample in part)
                {
                    judge.UseFeatures(sample.Features);
                    challengers = challengers.Worse(policy.Decide(judge.Judge(challenger).Ng));
                    if (champion is { } lease)
                    {
                        champions = (champions ?? Verdict.Ok).Worse(lease.Policy.Decide(judge.Judge(lease.Head).Ng));
                    }
                }

                return new HeldOutVerdict(part.Key, part.All(s => s.Class == Label.Ok), champions, challengers);
            })];
        }
        finally
        {
            champion?.Dispose();
        }
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
