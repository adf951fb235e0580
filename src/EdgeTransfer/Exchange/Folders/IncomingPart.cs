using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Exchange.Folders;

/// <summary>An image that a data set names, before it was opened.</summary>
/// <param name="PartId">The part that it is taken for.</param>
/// <param name="Entry">What the data set calls it.</param>
/// <param name="Image">Its file.</param>
/// <param name="Class">Its class, as a label may carry it.</param>
/// <param name="Boxes">Where its defects lie, in pixels of the image, unchecked.</param>
internal sealed record IncomingPart(string PartId, string Entry, string Image, string Class, IReadOnlyList<FrameBox> Boxes)
{
    /// <summary>A mask in place of boxes.</summary>
    public string? Mask { get; init; }

    /// <summary>The size that the data set claims.</summary>
    public (int Width, int Height)? Claimed { get; init; }

    /// <summary>Whether it has defects of several classes, of which a label says one.</summary>
    public bool HasSeveralClasses { get; init; }
}
