using System.Text.Json;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Exchange.Folders;

/// <summary>Reads a COCO document with boxes. An image without a box is good.</summary>
internal static class CocoReader
{
    /// <param name="source">The document, or the folder that holds it.</param>
    /// <param name="prefix">Of all part ids.</param>
    /// <param name="limits">What is taken.</param>
    public static Result<IReadOnlyList<IncomingPart>> Read(string source, string prefix, ExchangeLimits limits)
    {
        var path = Directory.Exists(source) ? Path.Combine(source, CocoWriter.Document) : source;
        var file = SourceFiles.Read(path, Path.GetFileName(path), limits.MaxTextBytes);
        if (!file.IsOk)
        {
            return file.Refusal;
        }

        try
        {
            var document = JsonSerializer.Deserialize<CocoDocument>(file.Value, StrictJson.Lenient);
            return document is null ? Refused(path, "it holds null") : Parts(document, path, prefix);
        }
        catch (JsonException e)
        {
            return Refused(path, e.Message);
        }
    }

    private static Result<IReadOnlyList<IncomingPart>> Parts(CocoDocument document, string path, string prefix)
    {
        if (document.Images.CountBy(i => i.Id).FirstOrDefault(c => c.Value > 1) is { Value: > 1 } image)
        {
            return Refused(path, $"two images have the id {image.Key}");
        }

        if (document.Categories.CountBy(c => c.Id).FirstOrDefault(c => c.Value > 1) is { Value: > 1 } category)
        {
            return Refused(path, $"two categories have the id {category.Key}");
        }

        var (classes, images) = (document.Categories.ToDictionary(c => c.Id, c => c.Name), document.Images.Select(i => i.Id).ToHashSet());
        foreach (var annotation in document.Annotations)
        {
            if (!images.Contains(annotation.ImageId) || !classes.ContainsKey(annotation.CategoryId) || annotation.Bbox is not [_, _, _, _])
            {
                return Refused(path, $"annotation {annotation.Id} is of no image or category here, or its bbox has not 4 numbers");
            }
        }

        var names = new EntryNames();
        foreach (var i in document.Images)
        {
            if ((EntryNames.Check(i.FileName) ?? names.Add(Stem(i.FileName))) is { } refusal)
            {
                return refusal;
            }
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var root = Directory.Exists(Path.Combine(folder, CocoWriter.ImagesFolder)) ? Path.Combine(folder, CocoWriter.ImagesFolder) : folder;
        var ids = PartIds.Of([.. document.Images.Select(i => Stem(i.FileName))], prefix);
        var objects = document.Annotations.ToLookup(a => a.ImageId, a => (classes[a.CategoryId], new FrameBox(a.Bbox[0], a.Bbox[1], a.Bbox[2], a.Bbox[3])));
        List<IncomingPart> parts = [];
        foreach (var i in document.Images)
        {
            var found = SourceFiles.Find(root, i.FileName);
            if (!found.IsOk)
            {
                return found.Refusal;
            }

            parts.Add(Objects.ToPart(ids[Stem(i.FileName)], i.FileName, found.Value, [.. objects[i.Id]], i.Marked) with
            {
                Claimed = i is { Width: { } width, Height: { } height } ? (width, height) : null,
            });
        }

        return parts;
    }

    private static string Stem(string name) => name.LastIndexOf('.') is var at && at > name.LastIndexOf('/') + 1 ? name[..at] : name;

    private static Refusal Refused(string path, string what) => new(RefusalKind.Invalid, $"{Path.GetFileName(path)} is no COCO document that can be used: {what}.");
}
