namespace EdgeTransfer.Core.Sampling;

/// <summary>
/// The order in which a person looks at unlabelled samples: what a challenger judged otherwise, what lies near a band, what is novel, then
/// the random share, which rates rest on, then the rest. Of each the most novel comes first where that is the reason, else the newest.
/// </summary>
public static class ReviewOrder
{
    private const int NovelRank = 2;

    /// <summary>All items in their order.</summary>
    /// <param name="items">Unlabelled samples.</param>
    /// <param name="disagreements">Parts that a challenger judged otherwise, also after they were kept.</param>
    public static IReadOnlyList<ReviewItem> Of(IEnumerable<ReviewItem> items, IReadOnlySet<string> disagreements)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(disagreements);
        return
        [
            .. items
                .Select(item => (Item: item, Rank: Rank(item, disagreements)))
                .OrderBy(i => i.Rank)
                .ThenByDescending(i => i.Rank == NovelRank ? i.Item.Novelty ?? double.PositiveInfinity : 0)
                .ThenByDescending(i => i.Item.At)
                .ThenBy(i => i.Item.PartId, StringComparer.Ordinal)
                .Select(i => i.Item),
        ];
    }

    private static int Rank(ReviewItem item, IReadOnlySet<string> disagreements)
    {
        return Has(SamplingReasons.Disagreement) || disagreements.Contains(item.PartId) ? 0
            : Has(SamplingReasons.NearBand) ? 1
            : Has(SamplingReasons.Novel) ? NovelRank
            : Has(SamplingReasons.Random) ? 3
            : Has(SamplingReasons.NotOk) ? 4
            : 5;

        bool Has(SamplingReasons reason) => (item.Reasons & reason) != 0;
    }
}
