using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <inheritdoc/>
internal sealed class Rollbacks(
    StationSet stations, HeadRegistry registry, HeadActivator activator, HeadKeeper keeper, ILogger<Rollbacks> logger) : IRollback
{
    /// <inheritdoc/>
    public async Task<Refusal?> RollBackAsync(Station station, string fromVersion, string toVersion, string reason)
    {
        if (registry.Candidate(station.Recipe.Product, toVersion) is not { } candidate)
        {
            return new(RefusalKind.NotFound, $"Head {toVersion} is not in the registry.");
        }

        var ruling = Warrant.OfRollback(candidate, Warrant.Device, reason);
        if (!ruling.IsGranted)
        {
            return new(RefusalKind.Invalid, ruling.Detail);
        }

        var refusal = await ActivateAsync(station, ruling.Warrant, new() { From = fromVersion, Bar = reason });
        if (refusal is null)
        {
            Log.RolledBack(logger, station.Name, fromVersion, toVersion, reason);
        }

        return refusal;
    }

    /// <summary>Loads and proves a stored head, takes the policy that was last in force on it, and activates it by a warrant.</summary>
    public async Task<Refusal?> ActivateAsync(Station station, Warrant warrant, ActivationNotes notes)
    {
        if (stations.ModelsOf(station) is not { IsOk: true } models)
        {
            return stations.ModelsOf(station).Refusal;
        }

        var policy = await activator.PolicyOfAsync(station, warrant.Head);
        if (!policy.IsOk)
        {
            return policy.Refusal;
        }

        var head = await Task.Run(() => activator.TakeOrLoad(station, models.Value, warrant.Head));
        if (!head.IsOk)
        {
            return head.Refusal;
        }

        var refusal = await activator.ActivateAsync(station, head.Value, policy.Value, warrant, notes);
        if (refusal is null)
        {
            await keeper.CleanAsync(station);
        }

        return refusal;
    }
}
