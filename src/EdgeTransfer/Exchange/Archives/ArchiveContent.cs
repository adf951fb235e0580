using EdgeTransfer.Cli;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Exchange;
using EdgeTransfer.Vision.Preparing;

namespace EdgeTransfer.Exchange.Archives;

/// <summary>What an unpacked archive holds, each row checked by what a device itself would have taken.</summary>
internal static class ArchiveContent
{
    private const int MaxWord = 64;

    /// <summary>The parts with their labels.</summary>
    public static Result<IReadOnlyList<StagedPart>> Parts(
        ArchiveManifest manifest, IReadOnlyDictionary<string, string> files, ExchangeLimits limits, IProgressLine line, CancellationToken cancellation)
    {
        var parts = new Dictionary<string, StagedPart>(StringComparer.Ordinal);
        foreach (var row in JsonLines.Read<ArchivedSample>(files[ArchiveManifest.Samples], ArchiveManifest.Samples, limits.MaxRecordBytes))
        {
            cancellation.ThrowIfCancellationRequested();
            var part = row.IsOk ? Part(row.Value, manifest, files) : row.Refusal;
            if (!part.IsOk)
            {
                return part.Refusal;
            }

            if (!parts.TryAdd(part.Value.PartId, part.Value))
            {
                return new Refusal(RefusalKind.Invalid, $"{ArchiveManifest.Samples}: part {part.Value.PartId} stands there twice.");
            }

            line.Report("checking images", Math.Min(1, parts.Count / (double)files.Count));
        }

        if (files.Keys.FirstOrDefault(f => f.StartsWith("images/", StringComparison.Ordinal) && !parts.ContainsKey(Path.GetFileNameWithoutExtension(f))) is { } stray)
        {
            return new Refusal(RefusalKind.Invalid, $"The entry '{stray}' is of no sample.");
        }

        return WithLabels(parts, files, limits);
    }

    /// <summary>The golden parts, each with what it is locked as.</summary>
    public static Result<IReadOnlyList<GoldenPart>> Golden(IReadOnlyList<StagedPart> parts, IReadOnlyDictionary<string, string> files, ExchangeLimits limits)
    {
        var labelled = parts.Where(p => p.Labels.Count > 0).Select(p => p.PartId).ToHashSet(StringComparer.Ordinal);
        List<GoldenPart> golden = [];
        foreach (var row in files.TryGetValue(ArchiveManifest.Golden, out var path) ? JsonLines.Read<GoldenPart>(path, ArchiveManifest.Golden, limits.MaxRecordBytes) : [])
        {
            if (!row.IsOk)
            {
                return row.Refusal;
            }

            // A part is golden once, so its name goes from the set.
            if (!labelled.Remove(row.Value.PartId) || !ClassName.IsValid(row.Value.Class) || GoldenPart.Error(row.Value.Class, row.Value.Locked) is not null)
            {
                return new Refusal(RefusalKind.Invalid, $"{ArchiveManifest.Golden}, line {golden.Count + 1}: its part stands there twice or has no label, or cannot be locked so.");
            }

            golden.Add(row.Value);
        }

        return golden;
    }

    /// <summary>Proves the log; a refusal names the first row that is broken.</summary>
    public static Refusal? ProveLog(ArchiveManifest manifest, IReadOnlyDictionary<string, string> files, ExchangeLimits limits)
    {
        var chain = new ForeignChain();
        foreach (var row in LogRows(files, limits))
        {
            if (!row.IsOk)
            {
                return row.Refusal;
            }

            if (chain.Add(row.Value) is { } refusal)
            {
                return refusal;
            }
        }

        return (chain.Rows, chain.Last) == (manifest.LogRows, manifest.LogLast)
            ? null
            : new(RefusalKind.Damaged, $"The log ends at row {chain.Rows}, the manifest says at {manifest.LogRows}.");
    }

    /// <summary>The rows of the log, read as they are asked for.</summary>
    public static IEnumerable<Result<ArchivedLogRow>> LogRows(IReadOnlyDictionary<string, string> files, ExchangeLimits limits) =>
        JsonLines.Read<ArchivedLogRow>(files[ArchiveManifest.Log], ArchiveManifest.Log, limits.MaxRecordBytes);

    private static Result<StagedPart> Part(ArchivedSample sample, ArchiveManifest manifest, IReadOnlyDictionary<string, string> files)
    {
        var entry = Topics.IsLevel(sample.PartId) ? ArchiveManifest.ImageOf(sample.PartId) : "";
        if (!files.TryGetValue(entry, out var path))
        {
            return new Refusal(RefusalKind.Invalid, $"{ArchiveManifest.Samples}: part '{EntryNames.Show(sample.PartId)}' has no image in the archive.");
        }

        var file = File.ReadAllBytes(path);
        if (!Png.Is(file))
        {
            return new Refusal(RefusalKind.Invalid, $"{entry} is no PNG.");
        }

        var image = RegionImage.Decode(file, entry, TimeProvider.System);
        if (!image.IsOk)
        {
            return image.Refusal;
        }

        using var frame = image.Value;
        return sample.Place is { } place && !Fits(place, frame.Width, frame.Height)
            ? new Refusal(RefusalKind.Invalid, $"{ArchiveManifest.Samples}: part {sample.PartId} has a place that its image of {frame.Width}×{frame.Height} pixels cannot have.")
            : new StagedPart(sample.PartId, entry, sample.At, sample.Place, path, file.Length, manifest.Files[entry].Sha256, []);
    }

    private static bool Fits(SamplePlace place, int width, int height) =>
        (place.Width, place.Height) == (width, height) && place.X >= 0 && place.Y >= 0
        && (long)place.X + width <= place.FrameWidth && (long)place.Y + height <= place.FrameHeight;

    private static Result<IReadOnlyList<StagedPart>> WithLabels(Dictionary<string, StagedPart> parts, IReadOnlyDictionary<string, string> files, ExchangeLimits limits)
    {
        var labels = parts.Keys.ToDictionary(id => id, _ => new List<Label>(), StringComparer.Ordinal);
        var ids = new HashSet<Guid>();
        var number = 0;
        foreach (var row in JsonLines.Read<Label>(files[ArchiveManifest.Labels], ArchiveManifest.Labels, limits.MaxRecordBytes))
        {
            number++;
            if (!row.IsOk)
            {
                return row.Refusal;
            }

            var label = row.Value;
            if (!ids.Add(label.Id) || !parts.TryGetValue(label.PartId, out var part))
            {
                return Wrong(number, "its id stands there twice, or its part is not in the archive");
            }

            if (label.Error() is not null || OperatorName.Error(label.By) is not null || label.Channel.Length is 0 or > MaxWord || (label.JudgedBy is { } head && !Topics.IsLevel(head)))
            {
                return Wrong(number, "its class, name, channel or head cannot be one");
            }

            if (Marks.Check(label.Class, label.Marks, Whole(part.Place)) is { } marks)
            {
                return Wrong(number, marks.Message);
            }

            labels[label.PartId].Add(label);
        }

        return parts.Values.Select(p => p with { Labels = labels[p.PartId] }).ToList();
    }

    // Marks of a part whose place was not stored lie somewhere in a frame that nobody knows: what matters is that they are boxes.
    private static Region Whole(SamplePlace? place) => place is null ? new(0, 0, int.MaxValue, int.MaxValue) : new(place.X, place.Y, place.Width, place.Height);

    private static Refusal Wrong(int line, string what) => new(RefusalKind.Invalid, $"{ArchiveManifest.Labels}, line {line}: {what}.");
}
