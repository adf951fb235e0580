using System.Security.Cryptography;
using System.Text.Json;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Inference.Models;

/// <summary>
/// Files of the models folder, each checked against its SHA-256: a damaged ONNX file often loads and computes something else.
/// </summary>
internal static class ModelFiles
{
    private const string SumsFile = "SHA256SUMS";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Result<BackboneManifest> Manifest(string folder, string name)
    {
        var path = Path.Combine(folder, name + ".json");
        if (!Topics.IsLevel(name) || !File.Exists(path))
        {
            string?[] known = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order()] : [];
            return new Refusal(RefusalKind.NotFound, $"There is no backbone '{name}' in {folder}. It holds: {string.Join(", ", known)}.");
        }

        try
        {
            var manifest = JsonSerializer.Deserialize<BackboneManifest>(File.ReadAllBytes(path), Json);
            return manifest is { Schema: BackboneManifest.CurrentSchema, File: not null, Sha256: not null, Outputs: { Patches: not null, Embedding: not null } }
                ? manifest
                : new Refusal(RefusalKind.Damaged, $"{path} is no {BackboneManifest.CurrentSchema}.");
        }
        catch (JsonException e)
        {
            return new Refusal(RefusalKind.Damaged, $"{path} is not valid JSON: {e.Message}");
        }
    }

    /// <summary>Reads a file whose hash stands in <c>SHA256SUMS</c>.</summary>
    public static Result<byte[]> ReadListed(string folder, string file)
    {
        var sums = Path.Combine(folder, SumsFile);
        if (!File.Exists(sums))
        {
            return new Refusal(RefusalKind.NotFound, $"{sums} is missing: copy the models folder again.");
        }

        var line = File.ReadLines(sums).FirstOrDefault(l => l.Length > 66 && l[66..] == file);
        return line is null ? new Refusal(RefusalKind.NotFound, $"{SumsFile} has no line for {file}.") : Read(folder, file, line[..64]);
    }

    /// <summary>Reads a file that must have the given hash.</summary>
    public static Result<byte[]> Read(string folder, string file, string sha256)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file));
        if (!File.Exists(path))
        {
            return new Refusal(RefusalKind.NotFound, $"{path} is missing: copy the models folder again.");
        }

        var bytes = File.ReadAllBytes(path);
        var actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return actual == sha256
            ? bytes
            : new Refusal(RefusalKind.Damaged, $"{path} ({bytes.Length} bytes) has the SHA-256 {actual}, expected {sha256}: copy it again.");
    }
}
