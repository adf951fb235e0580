namespace EdgeTransfer.Storage.Heads;

/// <summary>Which head judges a product; <c>active.json</c>.</summary>
/// <param name="Schema"><c>edgetransfer/active/1</c>.</param>
/// <param name="Version">The active head.</param>
/// <param name="Previous">The one before; null for the first.</param>
/// <param name="ActivatedAt">UTC.</param>
public sealed record ActivePointer(string Schema, string Version, string? Previous, DateTimeOffset ActivatedAt)
{
    /// <summary>Line of the history that it follows; null in a pointer that an older release wrote.</summary>
    public long? Sequence { get; init; }

    /// <summary>Schema that this code writes and reads.</summary>
    public const string CurrentSchema = "edgetransfer/active/1";
}
