namespace EdgeTransfer.Core.Views;

/// <summary>A change of an image that leaves its label as it is.</summary>
public interface IImageView
{
    /// <summary>Writes the view of an image; both size × size × 3 bytes.</summary>
    void Apply(ReadOnlySpan<byte> image, int size, Span<byte> view);
}
