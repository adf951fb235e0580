using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Storage.Samples;

/// <summary>Labelled samples, and how many could not be read.</summary>
public sealed record LabelledSet(IReadOnlyList<LabelledSample> Samples, int Skipped);
