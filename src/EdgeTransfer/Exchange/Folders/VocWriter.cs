using System.Globalization;
using System.Xml.Linq;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Exchange.Folders;

/// <summary>
/// Pascal VOC (Everingham et al., IJCV 2010): <c>Annotations/</c>, <c>JPEGImages/</c> (lossless here: PNG), <c>ImageSets/Main/</c>. Its boxes are whole pixels, the
/// first one is 1, and the last one belongs to the box.
/// </summary>
internal sealed class VocWriter(string folder) : IFolderWriter
{
    public const string Annotations = "Annotations";
    public const string Images = "JPEGImages";
    public const string Marked = "marked";

    private readonly List<string> _train = [];
    private readonly List<string> _test = [];

    public void Add(PlainPart part)
    {
        Directory.CreateDirectory(Path.Combine(folder, Annotations));
        Directory.CreateDirectory(Path.Combine(folder, Images));
        File.WriteAllBytes(Path.Combine(folder, Images, part.PartId + ".png"), part.Png);
        Document(part).Save(Path.Combine(folder, Annotations, part.PartId + ".xml"));
        (part.InLockbox ? _test : _train).Add(part.PartId);
    }

    public void Finish()
    {
        var sets = Directory.CreateDirectory(Path.Combine(folder, "ImageSets", "Main")).FullName;
        File.WriteAllLines(Path.Combine(sets, "trainval.txt"), _train);
        File.WriteAllLines(Path.Combine(sets, "test.txt"), _test);
    }

    private static XElement Document(PlainPart part) => new(
        "annotation",
        new XElement("folder", Images),
        new XElement("filename", part.PartId + ".png"),
        new XElement("source", new XElement("database", "EdgeTransfer")),
        new XElement("size", new XElement("width", part.Width), new XElement("height", part.Height), new XElement("depth", 3)),
        new XElement("segmented", 0),
        part.BoxesOrWhole.Select(box => new XElement(
            "object",
            new XElement("name", part.Class),
            new XElement("pose", "Unspecified"),
            new XElement("truncated", 0),
            new XElement("difficult", 0),
            BoundingBox(box))),
        new XElement(Marked, part.Boxes.Count > 0));

    private static XElement BoundingBox(FrameBox box) => new(
        "bndbox", Side("xmin", Math.Floor(box.X) + 1), Side("ymin", Math.Floor(box.Y) + 1), Side("xmax", Math.Ceiling(box.X + box.Width)), Side("ymax", Math.Ceiling(box.Y + box.Height)));

    private static XElement Side(string name, double value) => new(name, value.ToString("0", CultureInfo.InvariantCulture));
}
