namespace EdgeTransfer.Core.Views;

/// <summary>The image moved by steps of 1/28 of its side (8 pixels of 224, half a patch); what comes in is its mirrored edge.</summary>
/// <param name="Right">Steps to the right.</param>
/// <param name="Down">Steps down.</param>
public readonly record struct ShiftedView(int Right, int Down) : IImageView
{
    private const int StepsPerSide = 28;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<byte> image, int size, Span<byte> view)
    {
        SquareView.ThrowUnlessSquare(image, size, view);
        var (right, down) = (Right * size / StepsPerSide, Down * size / StepsPerSide);
        for (var row = 0; row < size; row++)
        {
            var from = image.Slice(Mirrored(row - down, size) * size * SquareView.Channels, size * SquareView.Channels);
            var to = view.Slice(row * size * SquareView.Channels, size * SquareView.Channels);
            for (var column = 0; column < size; column++)
            {
                from.Slice(Mirrored(column - right, size) * SquareView.Channels, SquareView.Channels).CopyTo(to[(column * SquareView.Channels)..]);
            }
        }
    }

    private static int Mirrored(int at, int size) => at < 0 ? -at : at >= size ? (2 * size) - 2 - at : at;
}
