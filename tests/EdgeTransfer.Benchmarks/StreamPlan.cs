namespace EdgeTransfer.Benchmarks;

/// <summary>Magnetic tiles in a seeded order, which of them the operator labels, and after how many labels he asks for a training.</summary>
internal sealed class StreamPlan
{
    /// <summary>Fewest parts from one training to the next: with fewer, the first rates would be rates of hardly any defect.</summary>
    private const int MinParts = 150;

    private static readonly int[] Counts = [20, 40, 80, 160, 320, 640];

    private readonly bool[] _labelled;

    private StreamPlan(StreamPart[] parts, bool[] labelled, (int, int)[] trainings) => (Parts, _labelled, Trainings) = (parts, labelled, trainings);

    public IReadOnlyList<StreamPart> Parts { get; }

    /// <summary>The part before which there is a training, and the labels by then.</summary>
    public IReadOnlyList<(int Part, int Labels)> Trainings { get; }

    public bool IsLabelled(int part) => _labelled[part];

    /// <summary>The folder of the tiles; null when there is none.</summary>
    public static string? Folder(string repository)
    {
        var data = Environment.GetEnvironmentVariable("EDGETRANSFER_TEST_DATA") ?? Path.Combine(repository, "..", "shared", "data");
        var folder = Path.Combine(data, "magnetic-tile");
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>All tiles, shuffled. Within a stretch the labelled parts are spread evenly, whatever their verdicts.</summary>
    public static StreamPlan Make(string folder, int seed)
    {
        StreamPart[] parts =
        [
            .. Directory.EnumerateDirectories(folder, "MT_*").Order(StringComparer.Ordinal).SelectMany(kind =>
                Directory.EnumerateFiles(Path.Combine(kind, "Imgs"), "*.jpg").Order(StringComparer.Ordinal).Select(file => new StreamPart(file, ClassOf(kind)))),
        ];
        new Random(seed).Shuffle(parts);
        var labelled = new bool[parts.Length];
        List<(int, int)> trainings = [];
        for (var (i, begin) = (0, 0); i <= Counts.Length; i++)
        {
            var before = i == 0 ? 0 : Counts[i - 1];
            var isLast = i == Counts.Length;
            var length = i == 0 ? Counts[0] : isLast ? parts.Length - begin : Math.Max(MinParts, Counts[i] - before);
            var labels = isLast ? length : Counts[i] - before;
            if (length < (isLast ? MinParts : labels) || begin + length > parts.Length)
            {
                throw new InvalidOperationException($"{folder} holds {parts.Length} images, too few for a stream.");
            }

            for (var n = 0; n < length; n++)
            {
                labelled[begin + n] = (n + 1) * labels / length > n * labels / length;
            }

            if (i > 0)
            {
                trainings.Add((begin, before));
            }

            begin += length;
        }

        return new(parts, labelled, [.. trainings]);
    }

    private static string ClassOf(string kind) => Path.GetFileName(kind)["MT_".Length..].ToLowerInvariant() is var name && name == "free" ? Core.Labels.Label.Ok : name;
}
