using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Watching;

namespace EdgeTransfer.Learning;

/// <inheritdoc/>
internal sealed class Trials(WatchKeeper keeper, WatchStore store, TimeProvider time) : ITrials
{
    /// <inheritdoc/>
    public bool IsWanted(Station station) => station.Trial.Parts > 0;

    /// <inheritdoc/>
    public async Task<Refusal?> BeginAsync(Station station, ServedHead head, Policy policy)
    {
        TrialPlan plan;
        using (var lease = station.Slot.Lease())
        {
            if (lease is not { } champion)
            {
                head.Dispose();
                return new(RefusalKind.NotNow, "No head judges yet that it could be compared with.");
            }

            var (parts, within) = station.Trial;
            plan = new(champion.Head.Manifest.Version, champion.Policy.Version, head.Manifest.Version, policy.Version, parts, within, time.GetUtcNow());
        }

        return await keeper.TryAsync(station, plan, head, policy);
    }

    /// <inheritdoc/>
    public async Task<bool> GoesOnAsync(Station station, string version) =>
        await store.FindAsync(station.Name) is { } row && WatchJson.Read(row.Json) is { IsOk: true, Value.Trial: { } trial } && trial.Plan.Challenger == version;
}
