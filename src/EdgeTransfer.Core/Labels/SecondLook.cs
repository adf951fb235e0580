using System.Globalization;
using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Core.Labels;

/// <summary>
/// Finds labels that deserve a second look: parts that look alike and are labelled otherwise, and parts on whose label the out-of-fold score
/// disagrees with confidence. Confident means, after Northcutt, Jiang and Chuang (Confident Learning, 2021), beyond the mean score of the
/// parts that are labelled as the other kind; the score of the head stands for their probability, so only good and defective are told apart.
/// </summary>
public static class SecondLook
{
    /// <summary>Good parts, and defects, below which their mean says nothing.</summary>
    public const int FewestOfAKind = 5;

    /// <summary>All of them, the worst first.</summary>
    /// <param name="labels">Part → the label that counts now.</param>
    /// <param name="confirmed">Parts whose label a second one has confirmed: they were looked at.</param>
    /// <param name="scores">Out-of-fold scores; of parts without a label none counts.</param>
    /// <param name="near">Parts that look alike, and how far apart they are.</param>
    /// <param name="bound">Distance up to which they do.</param>
    public static IReadOnlyList<SecondLookItem> Find(
        IReadOnlyDictionary<string, string> labels, IReadOnlySet<string> confirmed, IEnumerable<PartScore> scores, IReadOnlyList<(string A, string B, double Distance)> near, double bound)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(confirmed);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(near);
        var contradictions = near.Where(pair => pair.Distance <= bound).Select(pair => Contradiction(pair, labels, confirmed, bound)).OfType<SecondLookItem>();
        return
        [
            .. contradictions.Concat(Mislabels(labels, confirmed, [.. scores.Where(s => labels.ContainsKey(s.PartId))]))
                .OrderBy(i => i.Kind).ThenByDescending(i => i.Strength).ThenBy(i => i.PartId, StringComparer.Ordinal),
        ];
    }

    private static SecondLookItem? Contradiction(
        (string A, string B, double Distance) pair, IReadOnlyDictionary<string, string> labels, IReadOnlySet<string> confirmed, double bound)
    {
        if (!labels.TryGetValue(pair.A, out var a) || !labels.TryGetValue(pair.B, out var b) || a == b || (confirmed.Contains(pair.A) && confirmed.Contains(pair.B)))
        {
            return null;
        }

        // The good one comes first: if its label is wrong, a head learns to pass the defect.
        var ((part, label), (other, otherLabel)) = b == Label.Ok ? ((pair.B, b), (pair.A, a)) : ((pair.A, a), (pair.B, b));
        return new(
            part,
            label,
            label == Label.Ok ? SecondLookKind.Contradiction : SecondLookKind.OtherDefect,
            other,
            bound > 0 ? 1 - (pair.Distance / bound) : 1,
            string.Create(CultureInfo.InvariantCulture, $"{part} is labelled '{label}' and {other} '{otherLabel}', but they look alike (distance {pair.Distance:0.###}, alike up to {bound:0.###})."));
    }

    private static IEnumerable<SecondLookItem> Mislabels(IReadOnlyDictionary<string, string> labels, IReadOnlySet<string> confirmed, List<PartScore> scores)
    {
        var (good, defects) = (scores.Where(s => labels[s.PartId] == Label.Ok).ToList(), scores.Where(s => labels[s.PartId] != Label.Ok).ToList());
        if (good.Count < FewestOfAKind || defects.Count < FewestOfAKind)
        {
            yield break;
        }

        var (ofGood, ofDefects) = (good.Average(s => s.Ng), defects.Average(s => s.Ng));
        if (!(ofDefects > ofGood))
        {
            yield break; // these heads cannot tell them apart: they have no say
        }

        foreach (var part in scores.Where(s => !confirmed.Contains(s.PartId)))
        {
            var label = labels[part.PartId];
            var beyond = label == Label.Ok ? part.Ng - ofDefects : ofGood - part.Ng;
            if (beyond >= 0)
            {
                var (kind, looks) = label == Label.Ok ? (SecondLookKind.LooksDefective, "a defect") : (SecondLookKind.LooksGood, "a good part");
                yield return new(
                    part.PartId,
                    label,
                    kind,
                    null,
                    beyond / (ofDefects - ofGood),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{part.PartId} is labelled '{label}', but heads that had not learnt it scored it {part.Ng:0.##}, like {looks} (on average good parts have {ofGood:0.##}, defects {ofDefects:0.##})."));
            }
        }
    }
}
