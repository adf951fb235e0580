namespace EdgeTransfer.Vision.Maps;

/// <summary>The colour scale of a heat map, in multiples of the head's level, so that colours mean the same on every part.</summary>
internal static class HeatColours
{
    /// <summary>Share of the level below which nothing is shown.</summary>
    public const double From = 0.8;

    /// <summary>Multiple of the level at which the scale ends.</summary>
    public const double To = 2;

    private const int Steps = 256;
    private const double Opacity = 0.6;

    // Yellow, orange, red, violet: dark and light parts, grey or not, show none of them.
    private static readonly (byte B, byte G, byte R)[] Stops = [(0, 230, 255), (0, 150, 255), (30, 20, 230), (150, 0, 120)];

    private static readonly (float Opacity, float B, float G, float R)[] Scale = [.. Enumerable.Range(0, Steps).Select(Step)];

    /// <summary>Lays the colour of a map value over one pixel.</summary>
    /// <param name="bgr">The pixel, changed.</param>
    /// <param name="value">Map value ÷ level; what is not a number shows nothing.</param>
    public static void Lay(Span<byte> bgr, float value)
    {
        if (!(value > From))
        {
            return;
        }

        var (opacity, b, g, r) = Scale[(int)(Math.Min(1, (value - From) / (To - From)) * (Steps - 1))];
        bgr[0] = (byte)(bgr[0] + (opacity * (b - bgr[0])));
        bgr[1] = (byte)(bgr[1] + (opacity * (g - bgr[1])));
        bgr[2] = (byte)(bgr[2] + (opacity * (r - bgr[2])));
    }

    private static (float Opacity, float B, float G, float R) Step(int step)
    {
        var value = From + ((To - From) * step / (Steps - 1));
        // fades in up to the level, the colours begin there
        var opacity = Opacity * Math.Min(1, (value - From) / (1 - From));
        var place = Math.Max(0, (value - 1) / (To - 1)) * (Stops.Length - 1);
        var low = Math.Min((int)place, Stops.Length - 2);
        var share = place - low;
        return ((float)opacity, Mix(Stops[low].B, Stops[low + 1].B), Mix(Stops[low].G, Stops[low + 1].G), Mix(Stops[low].R, Stops[low + 1].R));

        float Mix(byte a, byte b) => (float)(a + (share * (b - a)));
    }
}
