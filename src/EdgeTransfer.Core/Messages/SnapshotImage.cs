namespace EdgeTransfer.Core.Messages;

/// <summary>A picture in an answer.</summary>
/// <param name="PartId">The part that it shows.</param>
/// <param name="At">When it was taken, UTC.</param>
/// <param name="Width">Pixels of the picture; of the frame it may be less.</param>
/// <param name="Height">Likewise.</param>
/// <param name="Jpeg">The file; base64 in JSON.</param>
public sealed record SnapshotImage(string PartId, DateTimeOffset At, int Width, int Height, ReadOnlyMemory<byte> Jpeg);
