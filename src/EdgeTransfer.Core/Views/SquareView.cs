namespace EdgeTransfer.Core.Views;

/// <summary>One of the eight symmetries of a square image: transpose first, then mirror columns, then rows.</summary>
/// <param name="Transpose">Rows become columns.</param>
/// <param name="MirrorColumns">Left becomes right.</param>
/// <param name="MirrorRows">Top becomes bottom.</param>
public readonly record struct SquareView(bool Transpose, bool MirrorColumns, bool MirrorRows)
{
    private const int Channels = 3;

    private static readonly SquareView[] FlipViews = [new(false, true, false), new(false, false, true), new(false, true, true)];
    private static readonly SquareView[] AllViews =
        [.. FlipViews, new(true, false, false), new(true, true, false), new(true, false, true), new(true, true, true)];

    /// <summary>The views of a set beyond the image as it is.</summary>
    public static IReadOnlyList<SquareView> Of(ViewSet set) => set switch
    {
        ViewSet.None => [],
        ViewSet.Flips => FlipViews,
        _ => AllViews,
    };

    /// <summary>Writes the view of an image; both size × size × 3 bytes.</summary>
    public void Apply(ReadOnlySpan<byte> image, int size, Span<byte> view)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(image.Length, size * size * Channels, nameof(image));
        ArgumentOutOfRangeException.ThrowIfNotEqual(view.Length, image.Length, nameof(view));
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
}
