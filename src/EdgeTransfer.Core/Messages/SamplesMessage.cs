namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/samples</c>, retained: how many stored samples have features of the backbone and recipe in force.</summary>
/// <param name="Schema"><c>edgetransfer/samples/1</c>.</param>
/// <param name="Station">The station.</param>
/// <param name="FeatureKey">The feature space that is needed.</param>
/// <param name="State"><c>computing</c>, <c>complete</c>, or <c>stopped</c> (goes on at the next start).</param>
/// <param name="Samples">Stored samples.</param>
/// <param name="Ready">Of them with features.</param>
/// <param name="Failed">Of them tried in vain; the log names them.</param>
/// <param name="At">UTC.</param>
public sealed record SamplesMessage(string Schema, string Station, string FeatureKey, string State, int Samples, int Ready, int Failed, DateTimeOffset At)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/samples/1";
}
