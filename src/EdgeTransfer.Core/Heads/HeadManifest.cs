namespace EdgeTransfer.Core.Heads;

/// <summary>What a head says of itself; <c>manifest.json</c> beside its tensors.</summary>
public sealed record HeadManifest
{
    /// <summary>Schema that this code writes and reads.</summary>
    public const string CurrentSchema = "edgetransfer/head/1";

    /// <summary>Schema of the manifest.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Its name: time of creation and the first digits of the tensors' hash.</summary>
    public required string Version { get; init; }

    /// <summary>The head that it was trained after; null for the first.</summary>
    public string? Parent { get; init; }

    /// <summary>Product whose parts it judges.</summary>
    public required string Product { get; init; }

    /// <summary>The feature space that it was learnt in.</summary>
    public required string FeatureKey { get; init; }

    /// <summary>Name of the backbone.</summary>
    public required string Backbone { get; init; }

    /// <summary>Input side, pixels.</summary>
    public required int InputSize { get; init; }

    /// <summary>How the region is cut into tiles; null when it is not.</summary>
    public Recipes.Tiling? Tiles { get; init; }

    /// <summary>Turned views that a judged embedding is the mean of.</summary>
    public int JudgedViews { get; init; } = 1;

    /// <summary>Patch distances in the image score.</summary>
    public required int TopPatches { get; init; }

    /// <summary>Class names of the classifier, in the order of its columns; empty without one. OK is <c>ok</c>.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What made it: <c>train</c>, <c>station NAME</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>The training that made it; null for a head of the command line, or one that grew.</summary>
    public Guid? TrainingId { get; init; }

    /// <summary>SHA-256 of exactly what it learnt from (<see cref="Training.TrainingSnapshot"/>); null likewise.</summary>
    public string? DataHash { get; init; }

    /// <summary>What it learnt from: images per class.</summary>
    public required IReadOnlyDictionary<string, int> Samples { get; init; }

    /// <summary>Measured at training; names end in what they are, as in <c>outOfFoldAuroc</c>.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>SHA-256 of <c>head.safetensors</c>, lower-case hex.</summary>
    public required string TensorsSha256 { get; init; }
}
