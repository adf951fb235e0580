using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Vision.Capturing;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Fixtures;

/// <summary>Small images and frames, by seed or by rule.</summary>
internal static class Images
{
    /// <summary>An encoded image of noise.</summary>
    public static byte[] Noise(string extension, int width = 40, int height = 24, ulong seed = 1)
    {
        using var mat = new Mat(height, width, MatType.CV_8UC3);
        new RNG(seed).Fill(mat, DistributionType.Uniform, InputArray.Create(0.0), InputArray.Create(256.0));
        Cv2.ImEncode(extension, mat, out var bytes);
        return bytes;
    }

    /// <summary>A frame whose pixel at (x, y) is the rule's B, G, R.</summary>
    public static Frame Frame(int width, int height, Func<int, int, (int B, int G, int R)> pixel)
    {
        var mat = new Mat(height, width, MatType.CV_8UC3);
        var memory = new MatMemory(mat);
        var bytes = memory.GetSpan();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = ((y * width) + x) * 3;
                var (b, g, r) = pixel(x, y);
                (bytes[at], bytes[at + 1], bytes[at + 2]) = ((byte)b, (byte)g, (byte)r);
            }
        }

        return new(memory, width, height, 0, 0, DateTimeOffset.UnixEpoch, "test");
    }

    /// <summary>A frame of noise.</summary>
    public static Frame NoiseFrame(int width, int height, int seed)
    {
        var random = new Random(seed);
        return Frame(width, height, (_, _) => (random.Next(256), random.Next(256), random.Next(256)));
    }
}
