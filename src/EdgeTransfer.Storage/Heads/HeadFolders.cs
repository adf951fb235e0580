using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeTransfer.Core.Faults;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Files;
using EdgeTransfer.Storage.Policies;

namespace EdgeTransfer.Storage.Heads;

/// <summary>
/// Heads as folders <c>&lt;product&gt;/&lt;version&gt;/{manifest.json, head.safetensors}</c>, immutable once written, and the
/// pointer to the active one.
/// </summary>
public sealed class HeadFolders
{
    private const string ManifestFile = "manifest.json";
    private const string TensorsFile = "head.safetensors";
    private const string PointerFile = "active.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true };

    private readonly string _root;
    private readonly TimeProvider _time;

    /// <summary>Opens (and makes) the folder; what a crash left unfinished is removed.</summary>
    public HeadFolders(string root, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        (_root, _time) = (Directory.CreateDirectory(root).FullName, time);
        Durable.RemoveUnfinished(_root);
    }

    private HeadFolders(TimeProvider time, string root) => (_root, _time) = (Path.GetFullPath(root), time);

    /// <summary>Reads the folder beside the service that writes it: nothing is made or removed.</summary>
    public static HeadFolders OpenToRead(string root, TimeProvider time) => new(time, root);

    /// <summary>Stores a head; its version and hash are filled in here.</summary>
    /// <returns>The completed manifest.</returns>
    public HeadManifest Save(HeadManifest manifest, IReadOnlyList<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ThrowUnlessName(manifest.Product);
        var product = Directory.CreateDirectory(Path.Combine(_root, manifest.Product)).FullName;
        return SaveIn(product, manifest, tensors);
    }

    /// <summary>Stores a head as the one folder <paramref name="folder"/>/&lt;version&gt;, outside any device's heads.</summary>
    public static HeadManifest SaveIn(string folder, HeadManifest manifest, IReadOnlyList<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var file = SafeTensors.Write(tensors);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        var name = manifest.Created.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + "-" + hash[..8];
        Directory.CreateDirectory(folder);
        var (version, final) = (name, Path.Combine(folder, name));
        for (var n = 2; Directory.Exists(final); n++)
        {
            if (LoadFolder(final).Value?.Manifest is { } present && present.TensorsSha256 == hash && present.TrainingId == manifest.TrainingId)
            {
                return present;
            }

            // What lies there is damaged, or another head, or the same from another training: it stays as it is, and this one gets a name of its own.
            version = $"{name}-{n}";
            final = Path.Combine(folder, version);
        }

        var completed = manifest with { Version = version, TensorsSha256 = hash };
        var unfinished = Directory.CreateDirectory(Path.Combine(folder, Durable.Unfinished + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(unfinished, TensorsFile), file);
            FaultPoints.Reached("head.unfinished");
            File.WriteAllBytes(Path.Combine(unfinished, ManifestFile), JsonSerializer.SerializeToUtf8Bytes(completed, Json));
            Durable.Publish(unfinished, final);
        }
        catch when (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true); // on a full disk it would stand in the way of everything else
            throw;
        }

        return completed;
    }

    /// <summary>Versions of a product, newest first.</summary>
    public IReadOnlyList<string> List(string product)
    {
        ThrowUnlessName(product);
        var folder = Path.Combine(_root, product);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Select(Path.GetFileName).OfType<string>().Where(Topics.IsLevel).OrderDescending(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The folder of a version, whether it is there or not.</summary>
    public string FolderOf(string product, string version)
    {
        ThrowUnlessName(product);
        ThrowUnlessName(version);
        return Path.Combine(_root, product, version);
    }

    /// <summary>Reads one version.</summary>
    public Result<StoredHead> Load(string product, string version)
    {
        if (!Topics.IsLevel(product) || !Topics.IsLevel(version))
        {
            return new Refusal(RefusalKind.Invalid, $"'{product}/{version}' cannot be the name of a head.");
        }

        var head = LoadFolder(Path.Combine(_root, product, version));
        return head is { IsOk: true, Value.Manifest: var manifest } && (manifest.Version != version || manifest.Product != product)
            ? new Refusal(RefusalKind.Damaged, $"The folder {product}/{version} holds the head {manifest.Product}/{manifest.Version}.")
            : head;
    }

    /// <summary>Reads the head in a folder, wherever it lies.</summary>
    public static Result<StoredHead> LoadFolder(string folder)
    {
        var (manifestFile, tensorsFile) = (Path.Combine(folder, ManifestFile), Path.Combine(folder, TensorsFile));
        if (!File.Exists(manifestFile) || !File.Exists(tensorsFile))
        {
            return new Refusal(RefusalKind.NotFound, $"{folder} is no head: it must hold {ManifestFile} and {TensorsFile}.");
        }

        if (new FileInfo(manifestFile).Length > SafeTensors.MaxHeaderBytes || new FileInfo(tensorsFile).Length > SafeTensors.MaxFileBytes)
        {
            return new Refusal(RefusalKind.TooLarge, $"{folder} is larger than any head.");
        }

        try
        {
            var manifest = JsonSerializer.Deserialize<HeadManifest>(File.ReadAllBytes(manifestFile), Json);
            if (manifest is not { Schema: HeadManifest.CurrentSchema, Version: not null, Product: not null, Classes: not null, FeatureKey: not null })
            {
                return new Refusal(RefusalKind.Damaged, $"{manifestFile} is no {HeadManifest.CurrentSchema}.");
            }

            var file = File.ReadAllBytes(tensorsFile);
            var hash = Convert.ToHexStringLower(SHA256.HashData(file));
            if (hash != manifest.TensorsSha256)
            {
                return new Refusal(RefusalKind.Damaged, $"{tensorsFile} has the SHA-256 {hash}, its manifest says {manifest.TensorsSha256}.");
            }

            var tensors = SafeTensors.Read(file);
            return tensors.IsOk
                ? new StoredHead(manifest, tensors.Value)
                : new Refusal(tensors.Refusal.Kind, $"{tensorsFile}: {tensors.Refusal.Message}");
        }
        catch (JsonException e)
        {
            return new Refusal(RefusalKind.Damaged, $"{manifestFile} is no valid manifest: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalKind.Damaged, $"{folder} cannot be read: {e.Message}");
        }
    }

    /// <summary>The pointer; a null value before the first activation.</summary>
    public Result<ActivePointer?> Active(string product)
    {
        ThrowUnlessName(product);
        var path = Path.Combine(_root, product, PointerFile);
        if (!File.Exists(path))
        {
            return default(ActivePointer);
        }

        try
        {
            var pointer = JsonSerializer.Deserialize<ActivePointer>(File.ReadAllBytes(path), Json);
            return pointer is { Schema: ActivePointer.CurrentSchema, Version: not null }
                ? pointer
                : new Refusal(RefusalKind.Damaged, $"{path} is no {ActivePointer.CurrentSchema}.");
        }
        catch (JsonException e)
        {
            return new Refusal(RefusalKind.Damaged, $"{path} is no valid JSON: {e.Message}");
        }
    }

    /// <summary>Makes a stored, sound version the active one.</summary>
    /// <param name="product">The product.</param>
    /// <param name="version">The head.</param>
    /// <param name="sequence">Line of the history that says so.</param>
    public Result<ActivePointer> Activate(string product, string version, long? sequence = null)
    {
        var head = Load(product, version);
        return head.IsOk ? Point(product, version, sequence) : head.Refusal;
    }

    /// <summary>Writes the pointer after the history, whatever has become of the folder.</summary>
    public ActivePointer Point(string product, string version, long? sequence)
    {
        ThrowUnlessName(product);
        ThrowUnlessName(version);
        var pointer = new ActivePointer(ActivePointer.CurrentSchema, version, Active(product).Value?.Version, _time.GetUtcNow()) { Sequence = sequence };
        Durable.Replace(Path.Combine(Directory.CreateDirectory(Path.Combine(_root, product)).FullName, PointerFile), JsonSerializer.SerializeToUtf8Bytes(pointer, Json));
        return pointer;
    }

    /// <summary>Removes a version; a kill in the middle leaves what the next start removes, never half a head.</summary>
    public void Delete(string product, string version)
    {
        var folder = FolderOf(product, version);
        ScoreFile.Delete(folder); // first: without its folder nobody would find them
        if (Directory.Exists(folder))
        {
            var leaving = Path.Combine(_root, product, Durable.Unfinished + Guid.NewGuid().ToString("N"));
            Directory.Move(folder, leaving);
            Directory.Delete(leaving, recursive: true);
        }
    }

    private static void ThrowUnlessName(string product)
    {
        if (!Topics.IsLevel(product))
        {
            throw new ArgumentException($"'{product}' cannot be a folder name.", nameof(product));
        }
    }
}
