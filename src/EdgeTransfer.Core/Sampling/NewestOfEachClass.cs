namespace EdgeTransfer.Core.Sampling;

/// <summary>What is taken when there are more labelled samples than a training can hold.</summary>
public static class NewestOfEachClass
{
    /// <summary>
    /// At most so many items, in their order: each class gives its newest, small classes all they have, and what they leave goes to the
    /// larger ones; every class gives at least one.
    /// </summary>
    /// <param name="items">The oldest first.</param>
    /// <param name="classOf">The class of an item.</param>
    /// <param name="limit">Above 0.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> items, Func<T, string> classOf, int limit)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        if (items.Count <= limit)
        {
            return items;
        }

        var groups = items.Select((item, index) => (Class: classOf(item), index)).GroupBy(i => i.Class, StringComparer.Ordinal).OrderBy(g => g.Count()).ToList();
        var (left, open) = (limit, groups.Count);
        HashSet<int> kept = [];
        foreach (var group in groups)
        {
            int[] newest = [.. group.Select(i => i.index).TakeLast(Math.Max(1, left / open--))];
            left -= newest.Length;
            kept.UnionWith(newest);
        }

        return [.. items.Where((_, index) => kept.Contains(index))];
    }
}
