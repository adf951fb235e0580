using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Exchange.Folders;

/// <summary>Reads Pascal VOC annotations. A document type is refused, and with it every entity: nothing unfolds, nothing is fetched.</summary>
internal static class VocReader
{
    private const long MaxSide = 1 << 20;

    public static Result<IReadOnlyList<IncomingPart>> Read(string root, string prefix, ExchangeLimits limits)
    {
        List<(string Entry, string FileName, XElement Annotation)> documents = [];
        var names = new EntryNames();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(root, VocWriter.Annotations), "*.xml").Order(StringComparer.Ordinal))
        {
            if (documents.Count == limits.MaxParts)
            {
                return new Refusal(RefusalKind.TooLarge, $"{VocWriter.Annotations} holds more than {limits.MaxParts} files.");
            }

            var entry = $"{VocWriter.Annotations}/{Path.GetFileName(path)}";
            var document = Parse(root, entry, limits);
            if (!document.IsOk)
            {
                return document.Refusal;
            }

            var name = (string?)document.Value.Element("filename") ?? "";
            if (names.Add(Path.GetFileNameWithoutExtension(name)) is { } refusal)
            {
                return new Refusal(refusal.Kind, $"{entry}: {refusal.Message}");
            }

            documents.Add((entry, name, document.Value));
        }

        var ids = PartIds.Of([.. documents.Select(d => Path.GetFileNameWithoutExtension(d.FileName))], prefix);
        List<IncomingPart> parts = [];
        foreach (var (entry, name, annotation) in documents)
        {
            var image = SourceFiles.Find(Path.Combine(root, VocWriter.Images), name);
            var part = image.IsOk ? Part(ids[Path.GetFileNameWithoutExtension(name)], entry, image.Value, annotation) : new Refusal(image.Refusal.Kind, $"{entry}: {image.Refusal.Message}");
            if (!part.IsOk)
            {
                return part.Refusal;
            }

            parts.Add(part.Value);
        }

        return parts;
    }

    private static Result<XElement> Parse(string root, string entry, ExchangeLimits limits)
    {
        var path = SourceFiles.Find(root, entry);
        var file = path.IsOk ? SourceFiles.Read(path.Value, entry, limits.MaxRecordBytes) : path.Refusal;
        if (!file.IsOk)
        {
            return file.Refusal;
        }

        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = limits.MaxRecordBytes };
            using var stream = new MemoryStream(file.Value);
            using var reader = XmlReader.Create(stream, settings);
            var annotation = XDocument.Load(reader).Root!;
            return annotation.Name == "annotation" ? annotation : new Refusal(RefusalKind.Invalid, $"{entry} is no annotation of Pascal VOC.");
        }
        catch (XmlException e)
        {
            return new Refusal(RefusalKind.Damaged, $"{entry} is no XML that can be used: {e.Message}");
        }
    }

    private static Result<IncomingPart> Part(string id, string entry, string image, XElement annotation)
    {
        List<(string Class, FrameBox Box)> objects = [];
        foreach (var element in annotation.Elements("object"))
        {
            if (element.Element("bndbox") is not { } box || Number(box, "xmin") is not { } left || Number(box, "ymin") is not { } top
                || Number(box, "xmax") is not { } right || Number(box, "ymax") is not { } bottom)
            {
                return new Refusal(RefusalKind.Invalid, $"{entry}: an object has no box of 4 finite numbers.");
            }

            objects.Add(((string?)element.Element("name") ?? "", new(left - 1, top - 1, right - left + 1, bottom - top + 1)));
        }

        var size = annotation.Element("size");
        return Objects.ToPart(id, entry, image, objects, (string?)annotation.Element(VocWriter.Marked) == "false" ? false : null) with
        {
            Claimed = size is not null && Number(size, "width") is { } width && Number(size, "height") is { } height ? ((int)width, (int)height) : null,
        };
    }

    private static double? Number(XElement parent, string name) =>
        double.TryParse(((string?)parent.Element(name))?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= MaxSide ? value : null;
}
