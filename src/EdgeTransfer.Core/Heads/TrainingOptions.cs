using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Classifier;

namespace EdgeTransfer.Core.Heads;

/// <summary>How a head is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Memory bank.</summary>
    public AnomalyOptions Anomaly { get; init; } = new();

    /// <summary>Classifier.</summary>
    public ClassifierOptions Classifier { get; init; } = new();

    /// <summary>Folds for out-of-fold scores.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// Most samples that one training takes, the newest of each class: bounds its memory, about 0.25 MB a sample at 224 pixels with
    /// all views.
    /// </summary>
    public int MaxSamples { get; init; } = 4000;

    /// <summary>The image score is the mean of this many largest patch distances.</summary>
    public int TopPatches { get; init; } = Recipes.Recipe.DefaultTopPatches;
}
