namespace EdgeTransfer.Core.Sampling;

/// <summary>
/// The order in which a person looks at unlabelled samples: what a silent head judged otherwise, what lies near a band, what is novel, then
/// the random share, which rates rest on, then the rest. Of each the most novel comes first where that is the reason, else the newest.
/// </summary>
public static class ReviewOrder
{
    private static readonly SamplingReasons[] Ranks =
        [SamplingReasons.Disagreement, SamplingReasons.NearBand, SamplingReasons.Novel, SamplingReasons.Random, SamplingReasons.NotOk, SamplingReasons.NotTaught, SamplingReasons.None];

    /// <summary>All items in their order.</summary>
    public static IReadOnlyList<ReviewItem> Of(IEnumerable<ReviewItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return
        [
            .. items
                .Select(item => (Item: item, Reason: ReasonOf(item)))
                .OrderBy(i => Array.IndexOf(Ranks, i.Reason))
                .ThenByDescending(i => i.Reason == SamplingReasons.Novel ? i.Item.Novelty ?? double.PositiveInfinity : 0)
                .ThenByDescending(i => i.Item.At)
                .ThenBy(i => i.Item.PartId, StringComparer.Ordinal)
                .Select(i => i.Item with { Reason = i.Reason }),
        ];
    }

    private static SamplingReasons ReasonOf(ReviewItem item) =>
        Ranks.FirstOrDefault(r => (item.Reasons & r) != 0 || (r == SamplingReasons.Disagreement && item.ShadowVerdict is not null));
}
