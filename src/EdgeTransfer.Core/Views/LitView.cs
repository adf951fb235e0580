namespace EdgeTransfer.Core.Views;

/// <summary>The image in other light: 255 · (value / 255)^Gamma · Gain, cut at 255.</summary>
/// <param name="Gain">Above 1 is brighter.</param>
/// <param name="Gamma">Below 1 lifts the dark values.</param>
public readonly record struct LitView(double Gain, double Gamma) : IImageView
{
    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<byte> image, int size, Span<byte> view)
    {
        SquareView.ThrowUnlessSquare(image, size, view);
        Span<byte> table = stackalloc byte[256];
        for (var value = 0; value < table.Length; value++)
        {
            table[value] = (byte)Math.Min(255, Math.Round(255 * Math.Pow(value / 255.0, Gamma) * Gain));
        }

        for (var i = 0; i < image.Length; i++)
        {
            view[i] = table[image[i]];
        }
    }
}
