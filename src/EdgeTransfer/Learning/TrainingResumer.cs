using EdgeTransfer.Core.Training;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Trainings;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>At a start: clears what interrupted trainings left, brings to its end what only lacks that, and says which are begun again.</summary>
internal sealed class TrainingResumer(
    TrainingStore store, HeadFolders heads, HeadRegistry registry, Promotion promotion, StationSet stations, TimeProvider time, ILogger<TrainingResumer> logger)
{
    /// <summary>Trainings to begin again, the oldest first.</summary>
    public async Task<IReadOnlyList<TrainRequest>> FindAsync()
    {
        List<TrainRequest> requests = [];
        foreach (var row in await store.OpenAsync())
        {
            var station = stations.Find(row.Station);
            var models = station is null ? default : stations.ModelsOf(station);
            if (Judged(row) is { } judged)
            {
                var finished = station?.Recipe.Product == row.Product && models.IsOk ? await promotion.FinishAsync(station, models.Value, judged, row.By) : null;
                var (word, detail) = (finished?.Outcome ?? TrainingOutcome.WordOf(judged.State), $"Its gate had judged it before the service stopped. {finished?.Detail ?? judged.Sentence}");
                await store.EndAsync(row.Id, word, detail, time.GetUtcNow());
                Log.TrainingNotResumed(logger, row.Station, word, detail);
                continue;
            }

            var active = heads.Active(row.Product).Value?.Version;
            var later = await store.HasLaterAsync(row.Id);
            var decision = ResumeRule.Decide(row.Attempts, row.Head is not null && row.Head == active, later, station?.Recipe.Product == row.Product && models.IsOk);
            if (row.Head is { } made && made != active)
            {
                await store.SetHeadAsync(row.Id, null); // cleared
            }

            if (decision.Outcome is { } outcome)
            {
                await store.EndAsync(row.Id, outcome, decision.Detail, time.GetUtcNow());
                Log.TrainingNotResumed(logger, row.Station, outcome, decision.Detail);
                continue;
            }

            await store.AddAttemptAsync(row.Id);
            Log.TrainingResumed(logger, row.Station, row.Attempts + 1);
            requests.Add(new(station!, models.Value!, row.Reason, row.Command, row.By, row with { Head = null, Attempts = row.Attempts + 1 }));
        }

        return requests;
    }

    /// <summary>Whether nobody has closed it since.</summary>
    public async Task<bool> IsOpenAsync(TrainRequest request) => await store.FindAsync(request.Begun!.Id) is { Outcome: null };

    /// <summary>
    /// Removes heads of trainings that died before a gate had judged them, named by their rows or not; before the registry takes in what
    /// lies there. The same snapshot gives them again.
    /// </summary>
    public async Task ClearAsync()
    {
        foreach (var row in (await store.OpenAsync()).Where(r => Judged(r) is null))
        {
            if (row.Head is { } made && heads.Active(row.Product) is { IsOk: true } active && made != active.Value?.Version)
            {
                LeftHeads.Remove(heads, row.Product, made);
                Log.HeadsCleared(logger, row.Product, made);
            }
        }

        foreach (var product in stations.All.Select(s => s.Recipe.Product))
        {
            var removed = await LeftHeads.RemoveAsync(heads, product, async id => await store.FindAsync(id) is { } row ? (true, row.Head) : (false, null));
            if (removed.Count > 0)
            {
                Log.HeadsCleared(logger, product, string.Join(", ", removed));
            }
        }
    }

    private HeadRow? Judged(TrainingRow row) =>
        row.Head is { } made && registry.Find(row.Product, made) is { Decision: not null } known ? known : null;
}
