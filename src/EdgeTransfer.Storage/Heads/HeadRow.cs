using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Registry;

namespace EdgeTransfer.Storage.Heads;

/// <summary>What the registry knows of a head; its tensors lie in its folder.</summary>
/// <param name="Product">Product whose parts it judges.</param>
/// <param name="Version">Its name.</param>
/// <param name="Parent">The head that it was made after.</param>
/// <param name="FeatureKey">The feature space that it was learnt in.</param>
/// <param name="DataHash">Names the labelled samples that it was made from; empty when they are not known.</param>
/// <param name="Created">UTC.</param>
/// <param name="Origin">What made it.</param>
/// <param name="Metrics">Measured at training, a JSON object.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Since">Since when, UTC.</param>
public sealed record HeadRow(
    string Product, string Version, string? Parent, string FeatureKey, string DataHash, DateTimeOffset Created, string Origin, string Metrics, HeadState State, DateTimeOffset Since)
{
    /// <summary>What its gate decided; null when none judged it.</summary>
    public GateDecision? Decision { get; init; }

    /// <summary>The gate's report in words; likewise.</summary>
    public string? Sentence { get; init; }

    /// <summary>The gate's report as JSON; likewise.</summary>
    public string? Gate { get; init; }

    /// <summary>Why it may not come back by itself; null when it may.</summary>
    public string? Barred { get; init; }
}
