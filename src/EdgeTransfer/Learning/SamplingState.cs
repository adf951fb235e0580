using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Learning;

/// <summary>How the sampling of the device goes.</summary>
/// <param name="Word"><see cref="Going"/>, <see cref="Paused"/>, <see cref="Failing"/>; null before the first look.</param>
/// <param name="Bytes">What all samples take.</param>
/// <param name="Labelled">Of that, what those with a label take.</param>
/// <param name="Budget">What they may take.</param>
/// <param name="Evicted">Samples evicted since the start.</param>
/// <param name="Lost">Samples that were wanted since the start and could not be stored: paused, failed, or too many at once.</param>
/// <param name="OverQuota">Reasons to keep an image since the start that were passed over since their quota was spent.</param>
internal sealed record SamplingState(string? Word, long Bytes, long Labelled, long Budget, long Evicted, long Lost, long OverQuota)
{
    public const string Going = "on";
    public const string Paused = "paused";
    public const string Failing = "failing";

    public static readonly SamplingState Unknown = new(null, 0, 0, 0, 0, 0, 0);

    public SamplesMessage On(SamplesMessage message) => Word is null
        ? message
        : message with { Sampling = Word, Bytes = Bytes, LabelledBytes = Labelled, BudgetBytes = Budget, Evicted = Evicted, Lost = Lost, OverQuota = OverQuota };
}
