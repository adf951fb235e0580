using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Core.Watching;

/// <summary>What lockbox parts let expect of the line: how often the new head says otherwise than the previous one.</summary>
/// <param name="Events">Lockbox parts on which the new head says otherwise.</param>
/// <param name="Trials">Lockbox parts of which the previous head said the same.</param>
public sealed record Prediction(int Events, int Trials)
{
    /// <summary>
    /// One-sided upper bound on the rate (Clopper-Pearson); 1, so that no rate is too high, where nothing is known.
    /// </summary>
    /// <param name="confidence">As in 0.95.</param>
    public double Upper(double confidence) => Trials == 0 ? 1 : ClopperPearson.Upper(Events, Trials, confidence);
}
