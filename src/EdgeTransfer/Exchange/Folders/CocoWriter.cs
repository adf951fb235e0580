using System.Text.Json;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Exchange.Folders;

/// <summary>COCO: <c>annotations.json</c> and <c>images/</c>. A defect that nobody marked gets the whole image as its box, and says so.</summary>
internal sealed class CocoWriter(string folder) : IFolderWriter
{
    public const string Document = "annotations.json";
    public const string ImagesFolder = "images";

    private readonly List<CocoDocument.Image> _images = [];
    private readonly List<CocoDocument.Annotation> _annotations = [];
    private readonly SortedDictionary<string, long> _categories = new(StringComparer.Ordinal);

    public void Add(PlainPart part)
    {
        var path = Path.Combine(folder, ImagesFolder, part.PartId + ".png");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, part.Png);
        var image = new CocoDocument.Image(
            _images.Count + 1, part.PartId + ".png", part.Width, part.Height, part.IsGood ? null : part.Boxes.Count > 0);
        _images.Add(image);
        foreach (var box in part.BoxesOrWhole)
        {
            var category = _categories.TryGetValue(part.Class, out var known) ? known : _categories[part.Class] = _categories.Count + 1;
            _annotations.Add(new(
                _annotations.Count + 1, image.Id, category, [box.X, box.Y, box.Width, box.Height], box.Width * box.Height, 0, new[] { Outline(box) }));
        }
    }

    public void Finish()
    {
        var document = new CocoDocument(_images, _annotations, [.. _categories.OrderBy(c => c.Value).Select(c => new CocoDocument.Category(c.Value, c.Key, "defect"))]);
        using var file = File.Create(Path.Combine(folder, Document));
        JsonSerializer.Serialize(file, document, StrictJson.Lenient);
    }

    private static double[] Outline(FrameBox b) => [b.X, b.Y, b.X + b.Width, b.Y, b.X + b.Width, b.Y + b.Height, b.X, b.Y + b.Height];
}
