namespace EdgeTransfer.Reviewing;

/// <summary>Finds labelled parts of a product that look alike.</summary>
internal interface INearPairs
{
    /// <summary>Pairs of parts with the distance of their features, and the bound up to which they count as alike.</summary>
    Task<(double Bound, IReadOnlyList<(string A, string B, double Distance)> Pairs)> FindAsync(string product, CancellationToken cancellation);
}
