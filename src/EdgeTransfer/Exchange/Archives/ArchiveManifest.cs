namespace EdgeTransfer.Exchange.Archives;

/// <summary>The last entry of an archive: what all others must be. Without it an archive was cut short.</summary>
/// <param name="Schema"><c>edgetransfer/archive/1</c>.</param>
/// <param name="Product">The product that the samples are of.</param>
/// <param name="Created">UTC.</param>
/// <param name="LogRows">Rows of the log.</param>
/// <param name="LogLast">Hash of the last one; null without rows.</param>
/// <param name="Files">Every other entry by name.</param>
internal sealed record ArchiveManifest(
    string Schema, string Product, DateTimeOffset Created, long LogRows, string? LogLast, IReadOnlyDictionary<string, ArchiveManifest.Entry> Files)
{
    public const string CurrentSchema = "edgetransfer/archive/1";
    public const string Name = "manifest.json";
    public const string Samples = "samples.jsonl";
    public const string Labels = "labels.jsonl";
    public const string Log = "log.jsonl";

    /// <summary>Golden parts; older archives have none.</summary>
    public const string Golden = "golden.jsonl";

    /// <summary>An entry's length and SHA-256, lower-case hex.</summary>
    internal sealed record Entry(long Bytes, string Sha256);

    /// <summary>The entry of a part's image.</summary>
    public static string ImageOf(string partId) => $"images/{partId}.png";

    /// <summary>The entry of a head's package.</summary>
    public static string HeadOf(string version) => $"heads/{version}.zip";
}
