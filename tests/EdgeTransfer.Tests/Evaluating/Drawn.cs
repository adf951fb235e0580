using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Vision.Capturing;
using EdgeTransfer.Vision.Preparing;
using EdgeTransfer.Vision.Simulation;
using OpenCvSharp;

namespace EdgeTransfer.Tests.Evaluating;

/// <summary>Images of drawn parts, as files.</summary>
internal static class Drawn
{
    private const int Size = 320;

    private static readonly Rect Square = new(80, 128, 64, 32);

    private static readonly Recipe WholeFrame = new() { Product = "disc" };

    /// <summary>Good parts as PNG; the same for the same seed.</summary>
    public static async Task<byte[][]> GoodAsync(int count, int seed = 1)
    {
        List<byte[]> files = [];
        await foreach (var (_, file) in PartsAsync($"sim:disc?seed={seed}&defects=0&count={count}&size={Size}", _ => true))
        {
            files.Add(file);
        }

        return [.. files];
    }

    /// <summary>Parts with one kind of defect as PNG.</summary>
    public static async Task<byte[][]> DefectsAsync(SimDefect kind, int count, int seed = 1)
    {
        List<byte[]> files = [];
        await foreach (var (_, file) in PartsAsync($"sim:disc?seed={seed}&defects=1&from=0&size={Size}", part => part.Defect == kind))
        {
            files.Add(file);
            if (files.Count == count)
            {
                break;
            }
        }

        return [.. files];
    }

    /// <summary>The same image as JPEG.</summary>
    public static byte[] Jpeg(byte[] png)
    {
        using var image = Cv2.ImDecode(png, ImreadModes.Color);
        Cv2.ImEncode(".jpg", image, out var file);
        return file;
    }

    /// <summary>The same part with a red sticker on it, a ninth of the image wide.</summary>
    public static byte[] Stickered(byte[] png) => Painted(png, size => new(size.Width * 2 / 3, size.Height / 2, size.Width / 9, size.Height / 9), new Scalar(30, 30, 220));

    /// <summary>The same part with a big green patch and a white one on it.</summary>
    public static byte[] Ruined(byte[] png) =>
        Painted(Painted(png, size => new(size.Width / 8, size.Height / 4, size.Width / 3, size.Height / 2), new Scalar(60, 255, 0)), _ => Square, Scalar.All(255));

    /// <summary>The same part with a bright square on it.</summary>
    public static byte[] Spoilt(byte[] png) => Painted(png, _ => Square, new Scalar(255, 255, 0));

    /// <summary>Where the square is; or where it is not.</summary>
    public static byte[] MaskOfSpoilt(bool inverted = false)
    {
        using var mask = new Mat(Size, Size, MatType.CV_8UC1, Scalar.All(inverted ? 255 : 0));
        Cv2.Rectangle(mask, Square, Scalar.All(inverted ? 0 : 255), thickness: -1);
        Cv2.ImEncode(".png", mask, out var file);
        return file;
    }

    /// <summary>A black image.</summary>
    public static byte[] Black(int width = Size, int height = Size)
    {
        using var mask = new Mat(height, width, MatType.CV_8UC1, Scalar.All(0));
        Cv2.ImEncode(".png", mask, out var file);
        return file;
    }

    private static byte[] Painted(byte[] png, Func<OpenCvSharp.Size, Rect> where, Scalar colour)
    {
        using var image = Cv2.ImDecode(png, ImreadModes.Color);
        Cv2.Rectangle(image, where(image.Size()), colour, thickness: -1);
        Cv2.ImEncode(".png", image, out var file);
        return file;
    }

    private static async IAsyncEnumerable<(SimPart Part, byte[] File)> PartsAsync(string uri, Func<SimPart, bool> wanted)
    {
        var options = SimOptions.Parse(uri).Value!;
        using var source = FrameSources.Open(uri, TimeProvider.System).Value!;
        while (await source.NextAsync(default) is { } capture)
        {
            using var frame = capture.Frame!;
            var part = SimPart.Describe(options, frame.Sequence);
            if (wanted(part))
            {
                yield return (part, RegionImage.Encode(frame, WholeFrame).Value!);
            }
        }
    }
}
