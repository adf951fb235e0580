using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Vision.Capturing;

namespace EdgeTransfer.Exchange.Folders;

/// <summary>Reads the layout of MVTec AD; the split is not taken over, since the lockbox is chosen by the part id alone.</summary>
internal static class MvtecReader
{
    private static readonly string[] Splits = ["train", "test"];

    public static Result<IReadOnlyList<IncomingPart>> Read(string root, string prefix)
    {
        var names = new EntryNames();
        List<(string Stem, string Entry, string Class)> found = [];
        foreach (var split in Splits.Where(s => Directory.Exists(Path.Combine(root, s))))
        {
            foreach (var folder in Folders(Path.Combine(root, split)))
            {
                var name = Path.GetFileName(folder);
                if (EntryNames.Check(name) is { } unsafeName)
                {
                    return unsafeName;
                }

                foreach (var image in ImageFolder.List(folder))
                {
                    var stem = $"{split}/{name}/{Path.GetFileNameWithoutExtension(image)}";
                    if (names.Add(stem) is { } refusal)
                    {
                        return refusal;
                    }

                    found.Add((stem, $"{split}/{name}/{Path.GetFileName(image)}", name == MvtecWriter.Good ? Label.Ok : name));
                }
            }
        }

        var ids = PartIds.Of([.. found.Select(f => f.Stem)], prefix);
        List<IncomingPart> parts = [];
        foreach (var (stem, entry, label) in found)
        {
            var image = SourceFiles.Find(root, entry);
            var mask = MaskOf(root, stem);
            if (image.Refusal is { } refusal || (refusal = mask.Refusal) is not null)
            {
                return refusal;
            }

            parts.Add(new(ids[stem], entry, image.Value!, label, []) { Mask = label == Label.Ok ? null : mask.Value });
        }

        return parts;
    }

    private static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder).Where(d => !Path.GetFileName(d).StartsWith('.')).Order(StringComparer.Ordinal);

    private static Result<string?> MaskOf(string root, string stem)
    {
        var name = $"ground_truth/{stem[(stem.IndexOf('/', StringComparison.Ordinal) + 1)..]}_mask.png";
        if (!File.Exists(Path.Combine(root, name)))
        {
            return default(string);
        }

        var mask = SourceFiles.Find(root, name);
        return mask.IsOk ? mask.Value : mask.Refusal;
    }
}
