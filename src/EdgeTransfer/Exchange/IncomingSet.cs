using EdgeTransfer.Core.Labels;
using EdgeTransfer.Exchange.Heads;
using EdgeTransfer.Storage.Exchange;

namespace EdgeTransfer.Exchange;

/// <summary>A data set that was read and proven.</summary>
/// <param name="Parts">With their labels.</param>
internal sealed record IncomingSet(IReadOnlyList<StagedPart> Parts)
{
    /// <summary>Of an archive's manifest; empty for a folder.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Rows of the other device's log.</summary>
    public long LogRows { get; init; }

    /// <summary>Hash of the last of them; null without one.</summary>
    public string? LogLast { get; init; }

    /// <summary>The rows, proven, read as they are asked for; empty for a folder.</summary>
    public IEnumerable<ArchivedLogRow> Log { get; init; } = [];

    /// <summary>Golden parts among them.</summary>
    public IReadOnlyList<GoldenPart> Golden { get; init; } = [];

    /// <summary>Heads that come with it.</summary>
    public IReadOnlyList<CheckedHead> Heads { get; init; } = [];

    /// <summary>Images whose label says less than the data set does.</summary>
    public int Simplified { get; init; }
}
