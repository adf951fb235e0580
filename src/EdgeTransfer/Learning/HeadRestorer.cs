using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>
/// Puts each station's active head back into service before its first part: folders, registry, history and pointer are brought together
/// first. When the active head is damaged, the one before it goes on, and people are told.
/// </summary>
internal sealed class HeadRestorer(
    StationSet stations, HeadActivator activator, HeadFolders heads, HeadRegistry registry, HeadKeeper keeper, Promotion promotion, TrainingResumer trainings, ILogger<HeadRestorer> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await trainings.ClearAsync();
        foreach (var station in stations.All)
        {
            if (stations.ModelsOf(station).Refusal is { } refusal)
            {
                Log.ModelsRefused(logger, station.Name, refusal.Message);
                continue;
            }

            await keeper.AdoptAsync(station);
            await RestoreAsync(station);
            await promotion.ResumeAsync(station);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RestoreAsync(Station station)
    {
        var product = station.Recipe.Product;
        var (pointer, last) = (heads.Active(product), registry.Status(product).Last);
        switch (PointerCheck.Decide(pointer.Value?.Version, pointer.Value?.Sequence, last))
        {
            case PointerRepair.AdoptPointer:
                Log.PointerRepaired(logger, station.Name, pointer.Value!.Version, "the history is taken on to what the pointer names");
                if (await RestoreAsync(station, pointer.Value.Version, "the pointer on the disk names it, and the history does not", isLast: last is null) || last is null)
                {
                    return;
                }

                activator.Point(product, last);
                break;
            case PointerRepair.MovePointer:
                Log.PointerRepaired(logger, station.Name, last!.Version, "the pointer is written after the history");
                activator.Point(product, last);
                break;
        }

        if (last is not null)
        {
            await ResumeAsync(station, last.Version);
        }
        else
        {
            // Without a history a damaged pointer hides what judged: that is told.
            await RefuseAsync(station, pointer.Refusal);
        }
    }

    /// <summary>The head that the history names judges again, with no new line of it.</summary>
    private async Task ResumeAsync(Station station, string version)
    {
        var loaded = await LoadAsync(station, version);
        if (loaded.IsOk)
        {
            await activator.ResumeAsync(station, loaded.Value.Head, loaded.Value.Policy);
        }
        else if (!await FallBackAsync(station, version, loaded.Refusal))
        {
            await RefuseAsync(station, loaded.Refusal);
        }
    }

    /// <summary>Only from a damaged head: one of another feature space is for a person and a training.</summary>
    private async Task<bool> FallBackAsync(Station station, string version, Refusal refusal)
    {
        if (refusal.Kind is not (RefusalKind.Damaged or RefusalKind.NotFound) || registry.Status(station.Recipe.Product).Previous is not { } previous)
        {
            return false;
        }

        if (!await RestoreAsync(station, previous, $"head {version} is refused: {refusal.Message}", isLast: false))
        {
            return false;
        }

        Log.HeadRefused(logger, station.Name, refusal.Message);
        return true;
    }

    /// <summary>A head that judged before comes into service, with a line in the history. Where nothing else is left, a refusal is told.</summary>
    private async Task<bool> RestoreAsync(Station station, string version, string reason, bool isLast)
    {
        var ruling = registry.Candidate(station.Recipe.Product, version) is { } candidate
            ? Warrant.OfRestore(candidate, reason)
            : Ruling.Refused("unknown_head", $"Head {version} is not in the registry.");
        var loaded = await LoadAsync(station, version);
        var refusal = !loaded.IsOk ? loaded.Refusal
            : ruling.IsGranted ? await activator.ActivateAsync(station, loaded.Value.Head, loaded.Value.Policy, ruling.Warrant)
            : Refuse(loaded.Value.Head, ruling.Detail);
        if (refusal is null)
        {
            return true;
        }

        if (isLast)
        {
            await RefuseAsync(station, refusal);
        }

        return false;
    }

    private async Task<Result<(ServedHead Head, Policy Policy)>> LoadAsync(Station station, string version)
    {
        var head = activator.Load(station, version);
        if (!head.IsOk)
        {
            return head.Refusal;
        }

        var policy = await activator.PolicyOfAsync(station, version);
        return policy.IsOk ? (head.Value, policy.Value) : Refuse(head.Value, policy.Refusal);
    }

    private async Task RefuseAsync(Station station, Refusal? refusal)
    {
        if (refusal is not null)
        {
            Log.HeadRefused(logger, station.Name, refusal.Message);
        }

        await activator.AnnounceAsync(station, refusal?.Message);
    }

    private static Refusal Refuse(ServedHead head, string why) => Refuse(head, new Refusal(RefusalKind.Invalid, why));

    private static Refusal Refuse(ServedHead head, Refusal refusal)
    {
        head.Dispose();
        return refusal;
    }
}
