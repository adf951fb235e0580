using System.Text.Json;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>
/// Brings folders and registry together, and removes heads that nothing needs. The folder is the truth for tensors: one without a row is
/// taken in (as <c>retired</c> when it has judged, else as <c>trained</c>, which no gate has seen), a row without a folder is <c>deleted</c>.
/// </summary>
internal sealed class HeadKeeper(
    HeadFolders heads, HeadRegistry registry, PolicyStore policies, SampleRefresher refresher, IEnumerable<IHeadReferences> references, LearningOptions options, TimeProvider time,
    ILogger<HeadKeeper> logger)
{
    /// <summary>What a row says of a head.</summary>
    public static HeadRow RowOf(HeadManifest manifest, HeadState state, DateTimeOffset since) => new(
        manifest.Product, manifest.Version, manifest.Parent, manifest.FeatureKey, manifest.DataHash ?? "", manifest.Created, manifest.Origin,
        JsonSerializer.Serialize(manifest.Metrics, JsonSerializerOptions.Web), state, since);

    /// <summary>At start, before the active head is restored.</summary>
    public async Task AdoptAsync(Station station)
    {
        var product = station.Recipe.Product;
        var (folders, rows, pointed) = (heads.List(product), registry.List(product), heads.Active(product).Value?.Version);
        List<HeadRow> found = [];
        foreach (var version in folders.Except(rows.Select(r => r.Version)))
        {
            // A damaged one is no head; it stays for a person to look at.
            if (heads.Load(product, version).Value is { } stored)
            {
                var hasJudged = version == pointed || await policies.CountAsync(product, version) > 0;
                found.Add(RowOf(stored.Manifest, hasJudged ? HeadState.Retired : HeadState.Trained, time.GetUtcNow()));
            }
        }

        List<HeadRow> gone = [.. rows.Where(r => r.State is not (HeadState.Deleted or HeadState.Active) && !folders.Contains(r.Version))];
        if (found.Count > 0 || gone.Count > 0)
        {
            Log.HeadsAdopted(logger, station.Name, found.Count, gone.Count);
            await registry.AdoptAsync(found, gone, time.GetUtcNow());
        }

        foreach (var left in rows.Where(r => r.State == HeadState.Deleted && folders.Contains(r.Version)))
        {
            Delete(station, left.Version);
        }
    }

    /// <summary>After a change: features and heads that nothing needs any more go. The row goes first, so that nobody activates a head that is going.</summary>
    public async Task CleanAsync(Station station)
    {
        refresher.RemoveStale(station);
        var product = station.Recipe.Product;
        var (status, rows) = (registry.Status(product), registry.List(product));
        var needed = references.SelectMany(r => r.Of(product)).Append(station.Slot.HeadVersion).Append(status.Pinned).Append(status.Previous)
            .OfType<string>().ToHashSet(StringComparer.Ordinal);
        var stored = rows.Where(r => r.State != HeadState.Deleted).Select(r => (r.Version, r.Created, r.State)).ToList();
        foreach (var version in HeadRetention.Surplus(stored, needed, options.KeepHeads))
        {
            if (await registry.MoveAsync(rows.First(r => r.Version == version), HeadState.Deleted, time.GetUtcNow()))
            {
                Delete(station, version);
            }
        }
    }

    private void Delete(Station station, string version)
    {
        try
        {
            heads.Delete(station.Recipe.Product, version);
            Log.HeadDeleted(logger, station.Name, version);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It costs room and nothing else; the next start tries again.
            Log.HeadNotDeleted(logger, station.Name, version, e);
        }
    }
}
