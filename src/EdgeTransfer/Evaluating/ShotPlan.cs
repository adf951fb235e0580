using System.Globalization;
using System.Text.Json;
using EdgeTransfer.Cli;

namespace EdgeTransfer.Evaluating;

/// <summary>Which images are learnt from, for each draw and number of shots; everything else is tested.</summary>
/// <param name="Folder">Folder of the classes.</param>
/// <param name="Files">All images by class.</param>
/// <param name="Ok">Class of the good parts; null when only classes are told apart.</param>
/// <param name="Shots">Images a class.</param>
/// <param name="Draws">For each draw, the images to learn from by shots and class.</param>
internal sealed record ShotPlan(
    string Folder, IReadOnlyDictionary<string, string[]> Files, string? Ok, int[] Shots, IReadOnlyList<ShotPlan.Draw> Draws)
{
    private const int DefaultDraws = 3;

    /// <summary>The file of fixed training lists; null when they were drawn.</summary>
    public string? Splits { get; private init; }

    /// <summary>Masks of defective images, by image; only where there is an OK class.</summary>
    public IReadOnlyDictionary<string, string> Masks { get; private init; } = new Dictionary<string, string>();

    /// <summary>Whether the masks of training images are given to the trainer, as an operator's boxes would be.</summary>
    public bool Marks { get; private init; }

    /// <summary>One draw: for each number of shots the chosen files by class, and the chosen good files.</summary>
    public sealed record Draw(IReadOnlyDictionary<int, IReadOnlyDictionary<string, string[]>> Training, string[] Good);

    /// <summary>Reads the options; a usage error tells what is wrong.</summary>
    public static ShotPlan Read(string folder, string shotsText, int? draws, string? ok, int okCount, string? splits, int seed, bool marks = false)
    {
        var shots = shotsText.Split(',').Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0
            ? n
            : throw new UsageException($"--shots {shotsText} is no list of numbers, as in 5,10,20.")).ToArray();
        if (draws is < 1)
        {
            throw new UsageException($"--draws must be at least 1, not {draws}.");
        }

        var files = ImageFolders.Classes(folder);
        if (ok is not null && !files.ContainsKey(ok))
        {
            throw new UsageException($"{folder} has no class '{ok}'. It has: {string.Join(", ", files.Keys)}.");
        }

        var plan = splits is null
            ? Enumerable.Range(0, draws ?? DefaultDraws).Select(draw => Random(files, ok, okCount, shots, new Random(seed + draw)))
            : Fixed(splits, files, ok, shots, draws);
        return WithMasks(new(folder, files, ok, shots, [.. plan]) { Splits = splits }, marks);
    }

    private static ShotPlan WithMasks(ShotPlan plan, bool marks)
    {
        if (plan.Ok is null)
        {
            return marks ? throw new UsageException("--marks helps to tell good from defective: it needs --ok CLASS.") : plan;
        }

        var masks = MaskFiles.Beside(plan.Files.Where(c => c.Key != plan.Ok).SelectMany(c => c.Value));
        return marks && !plan.Draws.SelectMany(d => d.Training.Values.SelectMany(t => t.Values.SelectMany(f => f))).Any(masks.ContainsKey)
            ? throw new UsageException("--marks needs masks: no image to learn from has a PNG of the same name beside it.")
            : plan with { Masks = masks, Marks = marks };
    }

    /// <summary>Nested draws: the 5 are among the 10. A class with fewer than twice as many images gives half of them.</summary>
    private static Draw Random(SortedDictionary<string, string[]> files, string? ok, int okCount, int[] shots, Random random)
    {
        var shuffled = files.ToDictionary(c => c.Key, c => Shuffled(c.Value, random));
        return new(
            shots.ToDictionary(n => n, n => (IReadOnlyDictionary<string, string[]>)shuffled.Where(c => c.Key != ok)
                .ToDictionary(c => c.Key, c => c.Value[..Math.Min(n, c.Value.Length / 2)])),
            ok is null ? [] : shuffled[ok][..Math.Min(okCount, shuffled[ok].Length / 2)]);
    }

    private static string[] Shuffled(string[] files, Random random)
    {
        var copy = (string[])files.Clone();
        random.Shuffle(copy);
        return copy;
    }

    private static Draw[] Fixed(string path, SortedDictionary<string, string[]> files, string? ok, int[] shots, int? draws)
    {
        var byName = files.Values.SelectMany(f => f).ToLookup(f => Path.GetFileName(f)!, StringComparer.Ordinal);
        var classOf = files.SelectMany(c => c.Value.Select(f => (File: f, Class: c.Key))).ToDictionary(f => f.File, f => f.Class, StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            Draw[] list = [.. document.RootElement.GetProperty("draws").EnumerateArray().Take(draws ?? int.MaxValue).Select(Read)];
            return list.Length > 0 ? list : throw new UsageException($"The splits file {path} has no draw.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UsageException($"The splits file {path} cannot be used: {e.Message}");
        }

        Draw Read(JsonElement draw) => new(
            shots.ToDictionary(n => n, n => (IReadOnlyDictionary<string, string[]>)Property(draw, n.ToString(CultureInfo.InvariantCulture)).EnumerateObject()
                .SelectMany(c => Names(c.Value)).GroupBy(f => classOf[f]).ToDictionary(g => g.Key, g => g.ToArray())),
            ok is null ? [] : Names(Property(draw, "good")));

        JsonElement Property(JsonElement draw, string name) => draw.TryGetProperty(name, out var value)
            ? value
            : throw new UsageException($"A draw of {path} has no '{name}'.");

        string[] Names(JsonElement names) => [.. names.EnumerateArray().Select(name => byName[name.GetString() ?? ""].FirstOrDefault()
            ?? throw new UsageException($"{path} names {name}, which is not among the images."))];
    }
}
