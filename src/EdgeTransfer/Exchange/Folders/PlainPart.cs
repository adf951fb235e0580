using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Exchange.Folders;

/// <summary>A labelled image on its way into a data set.</summary>
/// <param name="PartId">Its file's name.</param>
/// <param name="Class">The label that counts now.</param>
/// <param name="Png">The image.</param>
/// <param name="Width">Of the image.</param>
/// <param name="Height">Of the image.</param>
/// <param name="Boxes">Marks in pixels of the image; empty when nobody marked the defect.</param>
internal sealed record PlainPart(string PartId, string Class, byte[] Png, int Width, int Height, IReadOnlyList<FrameBox> Boxes)
{
    /// <summary>Whether it is set aside for gates.</summary>
    public bool InLockbox => Lockbox.Holds(PartId);

    /// <summary>Whether it is good.</summary>
    public bool IsGood => Class == Label.Ok;

    /// <summary>Boxes for formats that have no defect without one: the whole image where nobody marked it.</summary>
    public IReadOnlyList<FrameBox> BoxesOrWhole => IsGood || Boxes.Count > 0 ? Boxes : [new(0, 0, Width, Height)];
}
