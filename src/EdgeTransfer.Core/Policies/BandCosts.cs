using System.Globalization;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Core.Policies;

/// <summary>What wrong and doubtful verdicts cost, in any one unit: bands are laid where the mean cost of a part is least.</summary>
/// <param name="Escape">Cost of a defect that passes as OK.</param>
/// <param name="FalseReject">Cost of a good part that is NG.</param>
/// <param name="Unsure">Cost of a part that a person must look at; as much as a false reject when left out, because it stops the part, too.</param>
/// <param name="DefectShare">Share of defects on the line, 0 to 1. The labelled mix does not tell it.</param>
public sealed record BandCosts(double Escape, double FalseReject, double? Unsure = null, double DefectShare = BandCosts.DefaultDefectShare)
{
    /// <summary>One defect in a hundred parts: a line that is worth inspecting and not out of control.</summary>
    public const double DefaultDefectShare = 0.01;

    /// <summary>
    /// Good parts, and defects, below which costs are not used: with fewer than twenty a single score moves the optimum by more
    /// than 5 points of the rate.
    /// </summary>
    public const int MinParts = 20;

    private const double Largest = 1e9;

    /// <summary>What an UNSURE part costs.</summary>
    internal double OfUnsure => Unsure ?? FalseReject;

    /// <summary>Reads <c>escape:falseReject[:unsure]</c>, as in <c>100:1:0.2</c>.</summary>
    public static Result<BandCosts> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var numbers = text.Split(':').Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToArray();
        return numbers.Length is 2 or 3 && numbers.All(IsCost)
            ? new BandCosts(numbers[0], numbers[1], numbers.Length == 3 ? numbers[2] : null)
            : new Refusal(RefusalKind.Invalid, $"'{text}' is no cost ratio: write escape:falseReject or escape:falseReject:unsure, as in 100:1:0.2, each above 0.");
    }

    /// <summary>What breaks the contract; empty when nothing does.</summary>
    public IReadOnlyList<string> Errors()
    {
        List<string> errors = [];
        if (!IsCost(Escape) || !IsCost(FalseReject) || !IsCost(OfUnsure))
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"costs must be above 0 and at most {Largest:0}."));
        }

        if (DefectShare is not (> 0 and < 1))
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"defectShare must lie between 0 and 1, not {DefectShare}."));
        }

        return errors;
    }

    private static bool IsCost(double cost) => cost is > 0 and <= Largest;
}
