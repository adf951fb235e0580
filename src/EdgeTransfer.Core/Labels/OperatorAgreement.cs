using System.Globalization;
using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Core.Labels;

/// <summary>
/// How operators agree on parts that more than one of them labelled: Cohen's kappa for each two, Fleiss' for all when there are more. Who
/// labels second may know what the first one said, so it flatters unless people label blind.
/// </summary>
/// <param name="Parts">Parts with labels of more than one operator.</param>
/// <param name="Pairs">Each two operators with such parts, the least agreeing first.</param>
/// <param name="Fleiss">Fleiss' kappa over all operators; null for two, or when all labels are of one class.</param>
public sealed record OperatorAgreement(int Parts, IReadOnlyList<PairAgreement> Pairs, double? Fleiss)
{
    /// <summary>For a person, a sentence each.</summary>
    public IReadOnlyList<string> Sentences =>
    [
        .. Pairs.Select(p => $"{p.First} and {p.Second} labelled {p.Parts} parts both, {p.Alike} alike: {Kappa("Cohen's", p.Kappa)}."),
        .. Pairs.Count > 1 ? [$"All operators together, on {Parts} parts: {Kappa("Fleiss'", Fleiss)}."] : Array.Empty<string>(),
    ];

    /// <summary>From the last opinion of each operator on each part.</summary>
    public static OperatorAgreement Of(IEnumerable<Opinion> opinions)
    {
        ArgumentNullException.ThrowIfNull(opinions);
        var parts = opinions.GroupBy(o => o.PartId, StringComparer.Ordinal).Select(part => part.ToDictionary(o => o.By, o => o.Class, StringComparer.Ordinal)).Where(p => p.Count > 1).ToList();
        string[] classes = [.. parts.SelectMany(p => p.Values).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] operators = [.. parts.SelectMany(p => p.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var pairs = operators
            .SelectMany((first, i) => operators.Skip(i + 1).Select(second => Pair(first, second, parts, classes)))
            .OfType<PairAgreement>()
            .OrderBy(p => p.Kappa ?? 1);
        return new(
            parts.Count,
            [.. pairs],
            operators.Length > 2 ? FleissKappa.Of(parts.Select(p => (IReadOnlyList<int>)[.. classes.Select(c => p.Values.Count(v => v == c))])) : null);
    }

    private static PairAgreement? Pair(string first, string second, List<Dictionary<string, string>> parts, string[] classes)
    {
        var table = new int[classes.Length, classes.Length];
        var (both, alike) = (0, 0);
        foreach (var part in parts)
        {
            if (part.TryGetValue(first, out var one) && part.TryGetValue(second, out var other))
            {
                table[Array.IndexOf(classes, one), Array.IndexOf(classes, other)]++;
                both++;
                alike += one == other ? 1 : 0;
            }
        }

        return both == 0 ? null : new(first, second, both, alike, CohenKappa.Of(table));
    }

    private static string Kappa(string whose, double? kappa) =>
        kappa is { } value ? string.Create(CultureInfo.InvariantCulture, $"{whose} kappa {value:0.00}") : $"no {whose} kappa, all labels are of one class";
}
