using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Trainings;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>At a start: clears what interrupted trainings left, and says which are begun again.</summary>
internal sealed class TrainingResumer(TrainingStore store, HeadFolders heads, HeadRegistry registry, StationSet stations, TimeProvider time, ILogger<TrainingResumer> logger)
{
    /// <summary>Trainings to begin again, the oldest first.</summary>
    public async Task<IReadOnlyList<TrainRequest>> FindAsync()
    {
        List<TrainRequest> requests = [];
        foreach (var row in await store.OpenAsync())
        {
            if (row.Head is { } gated && registry.Find(row.Product, gated) is { Decision: not null } known)
            {
                var judged = $"Its gate had judged it before the service stopped. {known.Sentence}";
                await store.EndAsync(row.Id, known.State == HeadState.Active ? TrainingOutcome.Swapped : Words.Of(known.State), judged, time.GetUtcNow());
                Log.TrainingNotResumed(logger, row.Station, Words.Of(known.State), judged);
                continue;
            }

            var station = stations.Find(row.Station);
            var models = station is null ? default : stations.ModelsOf(station);
            var active = heads.Active(row.Product).Value?.Version;
            var later = (await store.LatestAsync(row.Product)) is { } latest && latest.Begun > row.Begun;
            var decision = ResumeRule.Decide(row.Attempts, row.Head is not null && row.Head == active, later, station?.Recipe.Product == row.Product && models.IsOk);
            if (decision.Outcome is { } outcome)
            {
                await store.EndAsync(row.Id, outcome, decision.Detail, time.GetUtcNow());
                Log.TrainingNotResumed(logger, row.Station, outcome, decision.Detail);
                continue;
            }

            if (row.Head is { } made)
            {
                // The same snapshot gives it again. No gate has seen this one, and nobody may activate it while it goes.
                if (registry.Find(row.Product, made) is { State: HeadState.Trained } adopted)
                {
                    await registry.MoveAsync(adopted, HeadState.Deleted, time.GetUtcNow());
                }

                LeftHeads.Remove(heads, row.Product, made);
                await store.SetHeadAsync(row.Id, null);
            }

            await store.AddAttemptAsync(row.Id);
            Log.TrainingResumed(logger, row.Station, row.Attempts + 1);
            requests.Add(new(station!, models.Value!, row.Reason, row.Command, row.By, row with { Head = null, Attempts = row.Attempts + 1 }));
        }

        return requests;
    }

    /// <summary>Removes heads of trainings that died before their rows named them; before the registry takes in what lies there.</summary>
    public async Task ClearAsync()
    {
        foreach (var product in stations.All.Select(s => s.Recipe.Product))
        {
            var removed = await LeftHeads.RemoveAsync(heads, product, async id => await store.FindAsync(id) is { } row ? (true, row.Head) : (false, null));
            if (removed.Count > 0)
            {
                Log.HeadsCleared(logger, product, string.Join(", ", removed));
            }
        }
    }
}
