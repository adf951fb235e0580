using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Exchange;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;

namespace EdgeTransfer.Exchange.Heads;

/// <summary>Takes a packed head into a device whose service is stopped. It is proven here as far as that goes without a camera, and never activated.</summary>
/// <param name="database">The device's.</param>
/// <param name="dataFolder">The device's.</param>
/// <param name="trust">Whom it believes.</param>
/// <param name="served">Feature key by product, as far as the device's stations are known.</param>
/// <param name="time">The clock.</param>
internal sealed class HeadImport(LineDatabase database, string dataFolder, HeadTrust trust, IReadOnlyDictionary<string, string> served, TimeProvider time)
{
    private static readonly JsonSerializerOptions PolicyJson = new(MessageJson.Default.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = StrictJson.MaxDepth,
    };

    /// <summary>Proves a package and everything in it; stores nothing.</summary>
    public Result<CheckedHead> Check(string path, StagingFolder staging)
    {
        var package = HeadPackageReader.Read(path, trust, new ExchangeLimits());
        if (!package.IsOk)
        {
            return package.Refusal;
        }

        var folder = Directory.CreateDirectory(staging.NewFile()).FullName;
        var files = package.Value.Files;
        File.WriteAllBytes(Path.Combine(folder, HeadPackage.Manifest), files[HeadPackage.Manifest]);
        File.WriteAllBytes(Path.Combine(folder, HeadPackage.Tensors), files[HeadPackage.Tensors]);
        var stored = HeadFolders.LoadFolder(folder);
        if (!stored.IsOk)
        {
            return Short(stored.Refusal, folder);
        }

        var manifest = stored.Value.Manifest;
        if ((Sound(stored.Value) ?? new HeadIntake(database, dataFolder).Conflict(manifest)) is { } refusal)
        {
            return refusal;
        }

        if (served.TryGetValue(manifest.Product, out var key) && key != manifest.FeatureKey)
        {
            return new Refusal(
                RefusalKind.Invalid, $"Head {manifest.Version} was learnt on other features than the station of product {manifest.Product} has (backbone, precision, region or input size differ): it could never judge here.");
        }

        var policy = PolicyOf(files, manifest.Version);
        var scores = ScoresOf(files, staging, manifest.Version);
        return !policy.IsOk ? policy.Refusal
            : !scores.IsOk ? Short(scores.Refusal, staging.Path)
            : new CheckedHead(folder, manifest, policy.Value, scores.Value, package.Value.Signed, served.ContainsKey(manifest.Product));
    }

    /// <summary>Stores it; false when it is here already.</summary>
    public Task<Result<bool>> StoreAsync(CheckedHead head, string source, string by)
    {
        var (manifest, now) = (head.Manifest, time.GetUtcNow());
        var json = JsonSerializer.Serialize(
            new { kind = "head", source, version = manifest.Version, manifest.FeatureKey, sha256 = manifest.TensorsSha256, signed = head.Signed }, StrictJson.Options);
        return new HeadIntake(database, dataFolder).StoreAsync(
            head.Folder,
            manifest,
            head.Scores,
            head.Policy is null ? null : new PolicyRow(manifest.Product, head.Policy.Version, manifest.Version, System.Text.Encoding.UTF8.GetString(MessageJson.Write(head.Policy)), by, now),
            new AuditEntry(AuditKind.Import, manifest.Product, manifest.Version, by, now, json));
    }

    private static Refusal? Sound(StoredHead stored)
    {
        var (manifest, tensors) = (stored.Manifest, stored.Tensors);
        if (!Topics.IsLevel(manifest.Product) || !Topics.IsLevel(manifest.Version))
        {
            return new(RefusalKind.Invalid, $"'{EntryNames.Show(manifest.Product)}/{EntryNames.Show(manifest.Version)}' cannot be the name of a head.");
        }

        if (tensors.Values.FirstOrDefault(t => t.Data.Any(v => !float.IsFinite(v))) is { } tensor)
        {
            return new(RefusalKind.Damaged, $"Its tensor '{EntryNames.Show(tensor.Name)}' holds a value that is no number.");
        }

        return manifest.TopPatches < 1
            ? new(RefusalKind.Damaged, string.Create(CultureInfo.InvariantCulture, $"Its manifest has TopPatches {manifest.TopPatches}; at least 1 is needed."))
            : Head.From(tensors, manifest.Classes).Refusal;
    }

    private static Result<Policy?> PolicyOf(IReadOnlyDictionary<string, byte[]> files, string version)
    {
        if (!files.TryGetValue(HeadPackage.Policy, out var json))
        {
            return default(Policy);
        }

        try
        {
            var policy = (Policy?)JsonSerializer.Deserialize(json, PolicyJson.GetTypeInfo(typeof(Policy)));
            return policy is { Schema: Policy.CurrentSchema } && policy.Head == version && Topics.IsLevel(policy.Version)
                && double.IsFinite(policy.UnsureFrom) && double.IsFinite(policy.NgFrom) && policy.UnsureFrom <= policy.NgFrom
                ? policy
                : new Refusal(RefusalKind.Invalid, $"Its {HeadPackage.Policy} is no policy of head {version}.");
        }
        catch (JsonException e)
        {
            return new Refusal(RefusalKind.Damaged, $"Its {HeadPackage.Policy} cannot be read: {e.Message}");
        }
    }

    private static Result<BandScores?> ScoresOf(IReadOnlyDictionary<string, byte[]> files, StagingFolder staging, string version)
    {
        if (!files.TryGetValue(HeadPackage.Scores, out var json))
        {
            return default(BandScores);
        }

        var beside = staging.NewFile();
        File.WriteAllBytes(beside + ".scores.json", json);
        var scores = ScoreFile.Read(beside, version);
        return scores.IsOk ? scores.Value : scores.Refusal;
    }

    /// <summary>The message without the path of a folder that is gone by the time it is read.</summary>
    private static Refusal Short(Refusal refusal, string folder) => new(refusal.Kind, refusal.Message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
}
