using System.Text.Json.Serialization;
using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Evaluating;

/// <summary>Share of the defects that pass, where the threshold may reject this share of the good test parts.</summary>
/// <param name="At0">No good part.</param>
/// <param name="At1">1 % of them.</param>
/// <param name="At5">5 % of them.</param>
internal sealed record EscapeRates(
    [property: JsonPropertyName("0")] double At0, [property: JsonPropertyName("1")] double At1, [property: JsonPropertyName("5")] double At5)
{
    public static EscapeRates Of(IReadOnlyList<double> good, IReadOnlyList<double> defects) => new(
        OperatingPoints.EscapeRate(good, defects, 0), OperatingPoints.EscapeRate(good, defects, 0.01), OperatingPoints.EscapeRate(good, defects, 0.05));

    /// <summary>Each rate of several, made into one: their mean, or their deviation.</summary>
    public static EscapeRates Over(IReadOnlyCollection<EscapeRates> rates, Func<IReadOnlyCollection<double>, double> one) =>
        new(one([.. rates.Select(r => r.At0)]), one([.. rates.Select(r => r.At1)]), one([.. rates.Select(r => r.At5)]));
}
