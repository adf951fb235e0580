namespace EdgeTransfer.Core.Training;

/// <summary>Bounds a training.</summary>
public static class Newest
{
    /// <summary>
    /// With more than allowed each class gives its newest, small classes all they have. At least one of each class stays.
    /// </summary>
    /// <param name="items">From the oldest.</param>
    /// <param name="classOf">The class of one.</param>
    /// <param name="limit">How many are allowed.</param>
    /// <returns>In the order given.</returns>
    public static IReadOnlyList<T> OfEachClass<T>(IReadOnlyList<T> items, Func<T, string> classOf, int limit)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(items);
        var (left, open) = (limit, items.DistinctBy(classOf).Count());
        HashSet<T> kept = new(ReferenceEqualityComparer.Instance);
        foreach (var group in items.GroupBy(classOf).OrderBy(g => g.Count()))
        {
            T[] newest = [.. group.TakeLast(Math.Max(1, left / open--))];
            left -= newest.Length;
            kept.UnionWith(newest);
        }

        return [.. items.Where(kept.Contains)];
    }
}
