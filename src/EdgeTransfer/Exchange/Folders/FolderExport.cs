using EdgeTransfer.Cli;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Exchange;
using EdgeTransfer.Vision.Preparing;

namespace EdgeTransfer.Exchange.Folders;

/// <summary>Writes the labelled samples of a product as a data set of other tools.</summary>
internal static class FolderExport
{
    public static Result<ExchangeReport> Write(DatasetReader device, string product, DatasetFormat format, string folder, IProgressLine line, CancellationToken cancellation)
    {
        var all = device.Parts(product);
        var labelled = all.Where(p => p.Class is not null).ToList();
        if (format == DatasetFormat.Mvtec && Clash(labelled) is { } clash)
        {
            return clash;
        }

        IFolderWriter writer = format switch
        {
            DatasetFormat.Mvtec => new MvtecWriter(folder),
            DatasetFormat.Coco => new CocoWriter(folder),
            _ => new VocWriter(folder),
        };
        List<string> unreadable = [];
        List<StoredPart> written = [];
        foreach (var (index, part) in labelled.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            var png = device.ReadImage(product, part.PartId);
            var image = png is null ? new Refusal(RefusalKind.NotFound, part.PartId) : RegionImage.Decode(png, part.PartId, TimeProvider.System);
            if (image.IsOk)
            {
                using var frame = image.Value;
                writer.Add(new(part.PartId, part.Class!, png!, frame.Width, frame.Height, part.MarksInImage(frame.Width, frame.Height)));
                written.Add(part);
            }
            else
            {
                unreadable.Add(part.PartId);
            }

            line.Report("writing images", (index + 1.0) / labelled.Count);
        }

        writer.Finish();
        return new ExchangeReport(FormatNames.Of(format), product, written.Count, written.Count, FormatNames.Count(written.Select(p => p.Class)))
        {
            InLockbox = written.Count(p => Lockbox.Holds(p.PartId)), Unlabelled = all.Count - labelled.Count, Unreadable = unreadable,
        };
    }

    private static Refusal? Clash(List<StoredPart> parts)
    {
        var classes = parts.Select(p => p.Class!).Distinct(StringComparer.Ordinal).ToList();
        return classes.FirstOrDefault(c => c.Equals(MvtecWriter.Good, StringComparison.OrdinalIgnoreCase)) is { } good
            ? new(RefusalKind.Invalid, $"A defect class is called '{good}', which is the folder of good parts in this format: use another format.")
            : classes.CountBy(c => c, StringComparer.OrdinalIgnoreCase).Any(c => c.Value > 1)
                ? new(RefusalKind.Invalid, "Two classes differ in upper and lower case only, and folders may not: use another format.")
                : null;
    }
}
