using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>A stored image with the label that counts now, as it leaves a device.</summary>
/// <param name="PartId">The part.</param>
/// <param name="At">When it was inspected, UTC.</param>
/// <param name="Place">Where its image lay in the frame; null when that was not stored.</param>
/// <param name="Class">Null while nobody has labelled it.</param>
/// <param name="Marks">Of that label, in pixels of the frame.</param>
public sealed record StoredPart(string PartId, DateTimeOffset At, SamplePlace? Place, string? Class, IReadOnlyList<FrameBox> Marks)
{
    /// <summary>The marks in pixels of the stored image, cut to it.</summary>
    /// <param name="width">Of the image.</param>
    /// <param name="height">Of the image.</param>
    public IReadOnlyList<FrameBox> MarksInImage(int width, int height) =>
        [.. Marks.Select(m => Boxes.Cut(m with { X = m.X - (Place?.X ?? 0), Y = m.Y - (Place?.Y ?? 0) }, width, height)).OfType<FrameBox>()];
}
