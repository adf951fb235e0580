using System.Runtime;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Faults;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;
using EdgeTransfer.Storage.Trainings;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>
/// The first half of a training: snapshot, training behind inspection, stored challenger. Whatever it fails of, the champion goes on
/// judging and a person reads why; at a stop of the service it stays open and is begun again at the next start.
/// </summary>
internal sealed class TrainingRun(
    TrainingStore store, TrainingData data, HeadFolders heads, ChallengerJudge judge, StationSet stations, TrainingReports reports, LearningOptions options, TimeProvider time,
    ILogger<TrainingRun> logger)
{
    /// <summary>How many threads a training takes by default.</summary>
    public static int DefaultThreads => Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Writes a training down, and closes what a full disk left open before it. From here on a restart begins it again.</summary>
    public async Task<TrainingRow> BeginAsync(TrainRequest request)
    {
        FaultPoints.Reached("training.begin");
        var product = request.Station.Recipe.Product;
        foreach (var left in (await store.OpenAsync()).Where(r => r.Product == product && r.Id != request.Begun?.Id))
        {
            await store.EndAsync(left.Id, "failed", "It did not come to its end; a later training takes its place.", time.GetUtcNow());
        }

        if (request.Begun is { } begun)
        {
            return begun;
        }

        var row = new TrainingRow(
            Guid.CreateVersion7(time.GetUtcNow()), product, request.Station.Name, request.By, request.Reason, request.Command, time.GetUtcNow(), options.Seed,
            TrainingBasis.Of(options, request.Station.Recipe).ToJson());
        await store.BeginAsync(row);
        FaultPoints.Reached("training.begun");
        return row;
    }

    /// <summary>Runs it to its end; null when the stop of the service has put it off.</summary>
    /// <param name="running">The training.</param>
    /// <param name="free">Called before the outcome is told: who reads it may ask for the next one at once.</param>
    /// <param name="stop">The stop of the service.</param>
    public async Task<TrainingOutcome?> RunAsync(RunningTraining running, Action free, CancellationToken stop)
    {
        var (request, begin) = (running.Request, time.GetTimestamp());
        var row = running.Row ?? throw new ArgumentException("The training is not written down.", nameof(running));
        var course = reports.Of(request, row);
        TrainingOutcome outcome;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, running.Cancelled);
            outcome = await TrainAsync(request, row, course, either.Token);
        }
        catch (OperationCanceledException) when (running.CancelledBy is { } by)
        {
            outcome = TrainingOutcome.OfCancel(by);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await store.AddAttemptAsync(row.Id, -1);
            course.Suspend();
            return null;
        }
        catch (Exception e)
        {
            // Disk, database, or a bug: the champion goes on judging.
            Log.TrainingFailed(logger, request.Station.Name, e);
            outcome = TrainingOutcome.Failed(e.Message);
        }

        FaultPoints.Reached("training.end");
        await EndAsync(request.Station, row.Id, outcome);
        FaultPoints.Reached("training.ended");
        free();
        course.End(outcome, time.GetElapsedTime(begin).TotalSeconds);
        return outcome;
    }

    private async Task<TrainingOutcome> TrainAsync(TrainRequest request, TrainingRow row, TrainingCourse course, CancellationToken stop)
    {
        var taken = await data.TakeAsync(request, row, stop);
        FaultPoints.Reached("training.snapshot");
        if (!taken.IsOk)
        {
            return TrainingOutcome.Failed(taken.Refusal.Message);
        }

        course.Samples = taken.Value.Samples.Count;
        Log.TrainingStarted(logger, request.Station.Name, taken.Value.Samples.Count, taken.Value.Unread);
        var basis = TrainingBasis.Of(row, options, request.Station.Recipe);
        var trained = await QuietlyAsync(taken.Value, basis.Options(options), course, stop);
        if (!trained.IsOk)
        {
            return TrainingOutcome.Failed(trained.Refusal.Message + taken.Value.Remark());
        }

        var manifest = HeadManifests.Of(
            request.Station.Recipe with { TopPatches = basis.TopPatches }, request.Models, trained.Value, taken.Value.Samples, request.Station.Slot.HeadVersion, $"station {request.Station.Name}", time.GetUtcNow());
        manifest = heads.Save(manifest with { TrainingId = row.Id, DataHash = taken.Value.Hash }, trained.Value.Head.ToTensors());
        FaultPoints.Reached("training.stored");
        await store.SetHeadAsync(row.Id, manifest.Version);
        FaultPoints.Reached("training.named");
        ScoreFile.Write(heads.FolderOf(manifest.Product, manifest.Version), manifest.Version, BandScores.Of(trained.Value.OutOfFold));
        FaultPoints.Reached("training.scored");
        var outcome = await judge.JudgeAsync(request, manifest, trained.Value.OutOfFold, stop);
        return outcome with { Detail = outcome.Detail + taken.Value.Remark() };
    }


    /// <summary>
    /// Nothing of it depends on the champion, so that the same snapshot gives the same head. Full collections that would hold up
    /// inspection are put off meanwhile.
    /// </summary>
    private async Task<Result<TrainedHead>> QuietlyAsync(TrainingData.Taken taken, TrainingOptions training, TrainingCourse course, CancellationToken stop)
    {
        var before = GCSettings.LatencyMode;
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        try
        {
            await using var keeper = new PaceKeeper(stations.All, options, time, course.Tell);
            using var scheduler = new QuietScheduler(options.TrainingThreads ?? DefaultThreads);
            return await scheduler.RunAsync(
                () => HeadTrainer.Train(taken.Samples, training, new ShareOf(keeper), keeper.Pace(stop)), stop);
        }
        finally
        {
            GCSettings.LatencyMode = before;
        }
    }

    private async Task EndAsync(Station station, Guid id, TrainingOutcome outcome)
    {
        try
        {
            await store.EndAsync(id, outcome.Word, outcome.Detail, time.GetUtcNow(), outcome.CancelledBy);
        }
        catch (Exception e)
        {
            // On a full disk not even this can be written: the next training, or the next start, closes it.
            Log.TrainingNotWritten(logger, station.Name, outcome.Word, e);
        }
    }
}
