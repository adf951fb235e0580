using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Golden;
using EdgeTransfer.Storage.Trainings;

namespace EdgeTransfer.Learning;

/// <summary>Takes the snapshot that a training learns from, and takes the same one again after an interruption.</summary>
internal sealed class TrainingData(TrainingStore store, SnapshotReader reader, GoldenStore golden, SampleRefresher refresher, LearningOptions options)
{
    /// <summary>What is learnt, with its samples; their number is bounded, and so is the memory they take.</summary>
    public async Task<Result<Taken>> TakeAsync(TrainRequest request, TrainingRow row, CancellationToken stop)
    {
        var station = request.Station;
        await refresher.CompleteLabelledAsync(station, request.Models, stop);
        return row.Labels is { } numbers ? await AgainAsync(station, row, LabelSet.Read(numbers), stop) : await NowAsync(station, row, stop);
    }

    private async Task<Result<Taken>> NowAsync(Station station, TrainingRow row, CancellationToken stop)
    {
        var labels = await reader.CurrentAsync(row.Product);
        var locked = (await golden.ListAsync(row.Product)).Select(g => g.PartId).ToHashSet(StringComparer.Ordinal);
        var distinct = DistinctSamples.Of(
            [.. (await reader.LoadAsync(labels, row.Product, station.ServedKey, station.Recipe.Region, stop, embeddingsOnly: true)).Select(l => l.Sample).Where(s => !locked.Contains(s.PartId))],
            options.Seed, stop);
        var copies = distinct.Groups.SelectMany(g => g.Others).Concat(distinct.Leaks).ToHashSet(StringComparer.Ordinal);
        List<SnapshotLabel> learnable = [.. labels.Where(l => !Lockbox.Holds(l.PartId) && !locked.Contains(l.PartId) && !copies.Contains(l.PartId))];
        var chosen = NewestOfEachClass.Of(learnable, l => l.Class, options.Training(station.Recipe.TopPatches).MaxSamples);
        var loaded = await reader.LoadAsync(chosen, row.Product, station.ServedKey, station.Recipe.Region, stop);
        var snapshot = new TrainingSnapshot(station.ServedKey, [.. loaded.Select(l => l.Label)]);
        await store.SetSnapshotAsync(row.Id, snapshot, labels.Count == 0 ? 0 : labels[^1].Number);
        return new Taken(snapshot.ComputeHash(), [.. loaded.Select(l => l.Sample)], chosen.Count - loaded.Count, learnable.Count - chosen.Count, distinct.Sentence);
    }

    private async Task<Result<Taken>> AgainAsync(Station station, TrainingRow row, IReadOnlySet<long> numbers, CancellationToken stop)
    {
        var loaded = await reader.LoadAsync(await reader.ThoseAsync(row.Product, numbers), row.Product, station.ServedKey, station.Recipe.Region, stop);
        var snapshot = new TrainingSnapshot(station.ServedKey, [.. loaded.Select(l => l.Label)]);
        return snapshot.ComputeHash() == row.DataHash
            ? new Taken(row.DataHash, [.. loaded.Select(l => l.Sample)], 0, 0, "")
            : new Refusal(RefusalKind.NotFound, "It was interrupted, and what it learnt from is no longer there as it was (other backbone or recipe, or samples that cannot be read): train again.");
    }

    /// <summary>A snapshot.</summary>
    /// <param name="Hash">Its hash.</param>
    /// <param name="Samples">What is learnt from, none of the lockbox.</param>
    /// <param name="Unread">Labelled samples without features.</param>
    /// <param name="LeftOut">Older samples beyond the limit.</param>
    /// <param name="Copies">What others stand for, in words.</param>
    internal sealed record Taken(string Hash, IReadOnlyList<LabelledSample> Samples, int Unread, int LeftOut, string Copies)
    {
        /// <summary>What took no part, in words; empty when all did.</summary>
        public string Remark() =>
            (Unread == 0 ? "" : $" {Unread} labelled samples took no part: they have no features of this backbone and recipe (the log names them).")
            + (LeftOut == 0 ? "" : $" {LeftOut} older samples took no part: a training takes the newest of each class.")
            + (Copies.Length == 0 ? "" : $" {Copies}");
    }
}
