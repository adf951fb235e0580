using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Core.Gates;

/// <summary>A rate from counted parts, with one-sided bounds by Clopper and Pearson: each holds alone with the report's confidence.</summary>
/// <param name="Events">How often it happened.</param>
/// <param name="Parts">Out of how many.</param>
/// <param name="Lower">The rate is above it; 0 without parts.</param>
/// <param name="Upper">The rate is below it; 1 without parts.</param>
public sealed record Rate(int Events, int Parts, double Lower, double Upper)
{
    /// <summary>Events over parts; null without parts.</summary>
    public double? Observed => Parts == 0 ? null : (double)Events / Parts;

    /// <summary>The rate of counted parts.</summary>
    internal static Rate Of(int events, int parts, double confidence) =>
        new(events, parts, ClopperPearson.Lower(events, parts, confidence), ClopperPearson.Upper(events, parts, confidence));
}
