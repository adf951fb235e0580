using System.Security.Cryptography;
using EdgeTransfer.Cli;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Exchange;
using EdgeTransfer.Vision.Capturing;
using EdgeTransfer.Vision.Masks;
using EdgeTransfer.Vision.Preparing;

namespace EdgeTransfer.Exchange.Folders;

/// <summary>
/// Opens the images of a data set, checks them with what is said of them, and puts them down as PNG. A PNG stays as it is; other formats
/// are decoded. The image is taken for the whole frame.
/// </summary>
internal sealed class FolderStaging(StagingFolder staging, ExchangeLimits limits, string by, DateTimeOffset now)
{
    private const string Channel = "import";

    private static readonly Recipe WholeFrame = new() { Product = "import" };

    private long _bytes;

    /// <summary>Images whose label says less than the data set does.</summary>
    public int Simplified { get; private set; }

    public Result<IReadOnlyList<StagedPart>> Stage(IReadOnlyList<IncomingPart> parts, IProgressLine line, CancellationToken cancellation)
    {
        if (parts.Count > limits.MaxParts)
        {
            return new Refusal(RefusalKind.TooLarge, $"There are {parts.Count} images; the limit is {limits.MaxParts}.");
        }

        List<StagedPart> staged = [];
        foreach (var part in parts)
        {
            cancellation.ThrowIfCancellationRequested();
            var one = Stage(part);
            if (!one.IsOk)
            {
                return new Refusal(one.Refusal.Kind, one.Refusal.Message.StartsWith(part.Entry, StringComparison.Ordinal) ? one.Refusal.Message : $"{EntryNames.Show(part.Entry)}: {one.Refusal.Message}");
            }

            staged.Add(one.Value);
            line.Report("reading images", (double)staged.Count / parts.Count);
        }

        return staged;
    }

    private Result<StagedPart> Stage(IncomingPart part)
    {
        if (!ClassName.IsValid(part.Class))
        {
            return new Refusal(RefusalKind.Invalid, $"'{EntryNames.Show(part.Class)}' cannot be a class: use 1 to {Label.MaxClassLength} {ClassName.Rule}.");
        }

        var file = SourceFiles.Read(part.Image, part.Entry, limits.MaxImageBytes);
        var image = file.IsOk ? ImageFile.Decode(file.Value, part.Entry, TimeProvider.System) : file.Refusal;
        if (!image.IsOk)
        {
            return image.Refusal;
        }

        using var frame = image.Value;
        if (part.Claimed is { } claimed && claimed != (frame.Width, frame.Height))
        {
            return new Refusal(RefusalKind.Invalid, $"its image has {frame.Width}×{frame.Height} pixels, not {claimed.Width}×{claimed.Height}.");
        }

        var marks = MarksOf(part, frame.Width, frame.Height);
        if (!marks.IsOk)
        {
            return marks.Refusal;
        }

        byte[] png = Png.Is(file.Value!) ? file.Value! : RegionImage.Encode(frame, WholeFrame).Value!;
        if ((_bytes += png.Length) > limits.MaxTotalBytes)
        {
            return new Refusal(RefusalKind.TooLarge, $"all images together have more than {limits.MaxTotalBytes} bytes.");
        }

        Simplified += part.HasSeveralClasses || marks.Value.Count > Marks.MaxCount ? 1 : 0;
        var path = staging.NewFile();
        File.WriteAllBytes(path, png);
        var label = new Label(Guid.CreateVersion7(now), part.PartId, part.Class, by, Channel, now, Verdict.NotInspected, null)
        {
            Marks = [.. marks.Value.OrderByDescending(m => m.Width * m.Height).Take(Marks.MaxCount)],
        };
        return new StagedPart(
            part.PartId, part.Entry, now, SamplePlace.Of(null, frame.Width, frame.Height), path, png.Length, Convert.ToHexStringLower(SHA256.HashData(png)), [label]);
    }

    /// <summary>Boxes within the image; tools let them reach beyond its edge, which is cut off.</summary>
    private static Result<IReadOnlyList<FrameBox>> MarksOf(IncomingPart part, int width, int height)
    {
        var given = part.Mask is null ? new Result<IReadOnlyList<FrameBox>>(part.Boxes) : ReadMask(part.Mask, width, height);
        if (!given.IsOk)
        {
            return given;
        }

        List<FrameBox> marks = [];
        foreach (var (index, box) in given.Value.Index())
        {
            if (Boxes.Cut(box, width, height) is not { } cut)
            {
                return new Refusal(RefusalKind.Invalid, $"box {index + 1} has no area in the image, or a side that is no number.");
            }

            marks.Add(cut);
        }

        return marks.Count > 0 && part.Class == Label.Ok ? new Refusal(RefusalKind.Invalid, $"it is '{Label.Ok}' and has boxes.") : marks;
    }

    private static Result<IReadOnlyList<FrameBox>> ReadMask(string path, int width, int height)
    {
        var mask = MaskFile.Load(path, TimeProvider.System);
        return !mask.IsOk ? mask.Refusal
            : (mask.Value.Width, mask.Value.Height) != (width, height)
                ? new Refusal(RefusalKind.Invalid, $"its mask has {mask.Value.Width}×{mask.Value.Height} pixels, and it has {width}×{height}.")
                : new Result<IReadOnlyList<FrameBox>>([.. mask.Value.Boxes.Select(b => new FrameBox(
                    Math.Round(b.Left * width), Math.Round(b.Top * height), Math.Round(b.Width * width), Math.Round(b.Height * height)))]);
    }
}
