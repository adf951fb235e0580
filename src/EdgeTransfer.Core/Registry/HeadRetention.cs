namespace EdgeTransfer.Core.Registry;

/// <summary>Which stored heads may go.</summary>
public static class HeadRetention
{
    /// <summary>The versions to delete: all but the newest ones and those that something needs.</summary>
    /// <param name="stored">Versions with a folder, and where they stand.</param>
    /// <param name="needed">Pinned, previous, or referenced by work that is not finished; active, waiting and tried heads need not stand here.</param>
    /// <param name="keep">How many of the newest stay in any case.</param>
    public static IReadOnlyList<string> Surplus(IReadOnlyCollection<(string Version, DateTimeOffset Created, HeadState State)> stored, IReadOnlySet<string> needed, int keep)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(needed);
        ArgumentOutOfRangeException.ThrowIfNegative(keep);
        return [.. stored
            .OrderByDescending(h => h.Created).ThenByDescending(h => h.Version, StringComparer.Ordinal)
            .Skip(keep)
            .Where(h => h.State is not (HeadState.Active or HeadState.Waiting or HeadState.OnTrial or HeadState.Deleted) && !needed.Contains(h.Version))
            .Select(h => h.Version)];
    }
}
