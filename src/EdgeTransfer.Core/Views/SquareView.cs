namespace EdgeTransfer.Core.Views;

/// <summary>One of the eight symmetries of a square image: transpose first, then mirror columns, then rows.</summary>
/// <param name="Transpose">Rows become columns.</param>
/// <param name="MirrorColumns">Left becomes right.</param>
/// <param name="MirrorRows">Top becomes bottom.</param>
public readonly record struct SquareView(bool Transpose, bool MirrorColumns, bool MirrorRows) : IImageView
{
    /// <summary>Bytes of a pixel.</summary>
    internal const int Channels = 3;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<byte> image, int size, Span<byte> view)
    {
        ThrowUnlessSquare(image, size, view);
        for (var row = 0; row < size; row++)
        {
            var sourceRow = MirrorRows ? size - 1 - row : row;
            for (var column = 0; column < size; column++)
            {
                var sourceColumn = MirrorColumns ? size - 1 - column : column;
                var from = Transpose ? (sourceColumn * size) + sourceRow : (sourceRow * size) + sourceColumn;
                image.Slice(from * Channels, Channels).CopyTo(view[(((row * size) + column) * Channels)..]);
            }
        }
    }

    internal static void ThrowUnlessSquare(ReadOnlySpan<byte> image, int size, Span<byte> view)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(image.Length, size * size * Channels, nameof(image));
        ArgumentOutOfRangeException.ThrowIfNotEqual(view.Length, image.Length, nameof(view));
    }
}
