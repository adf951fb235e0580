namespace EdgeTransfer.Inference;

/// <summary>How ONNX Runtime is run; section <c>Inference</c>.</summary>
public sealed record InferenceOptions
{
    /// <summary>Threads of the backbone when <see cref="Threads"/> is not set: more than these gain little on one small image.</summary>
    public const int DefaultThreads = 4;

    /// <summary>Folder with backbones, head graphs and golden vectors; null takes <c>models</c> beside the program.</summary>
    public string? ModelsFolder { get; init; }

    /// <summary>Threads for one backbone run; null takes the number of cores, at most <see cref="DefaultThreads"/>.</summary>
    public int? Threads { get; init; }

    /// <summary>The models folder in force.</summary>
    public string Folder => ModelsFolder ?? Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>All that is wrong with the options; empty when they can be used.</summary>
    public IReadOnlyList<string> Errors() =>
        Threads is < 1 or > 256 ? [$"Inference:Threads is {Threads}; it must lie between 1 and 256."] : [];
}
