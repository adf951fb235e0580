namespace EdgeTransfer.Core.Messages;

/// <summary>
/// Payload of <c>…/samples</c>, retained: how many stored samples have features of the backbone and recipe in force, and how sampling goes.
/// </summary>
/// <param name="FeatureKey">The feature space that is needed.</param>
/// <param name="State"><c>computing</c>, <c>complete</c>, or <c>stopped</c> (goes on at the next start).</param>
/// <param name="Samples">Stored samples.</param>
/// <param name="Ready">Of them with features.</param>
/// <param name="Failed">Of them tried in vain; the log names them.</param>
public sealed record SamplesMessage(string FeatureKey, string State, int Samples, int Ready, int Failed) : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/samples/1";

    /// <summary>
    /// <c>on</c>, <c>paused</c> (labelled samples fill the disk budget), or <c>failing</c> (the disk takes none); null before the first look.
    /// </summary>
    public string? Sampling { get; init; }

    /// <summary>What all samples of the device take on the disk.</summary>
    public long? Bytes { get; init; }

    /// <summary>Of that, what those with a label take: they are never evicted.</summary>
    public long? LabelledBytes { get; init; }

    /// <summary>What they may take.</summary>
    public long? BudgetBytes { get; init; }

    /// <summary>Samples of the device evicted since the start.</summary>
    public long? Evicted { get; init; }

    /// <summary>Samples of the device that were wanted since the start and could not be stored.</summary>
    public long? Lost { get; init; }

    /// <summary>Reasons to keep an image since the start that were passed over since their quota was spent.</summary>
    public long? OverQuota { get; init; }
}
