namespace EdgeTransfer.Stations;

/// <summary>A frame's pixels, copied.</summary>
/// <param name="PartId">The part that it shows.</param>
/// <param name="At">When it was taken, UTC.</param>
/// <param name="Pixels">8-bit BGR, rows packed: height × width × 3.</param>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
internal sealed record FrameCopy(string PartId, DateTimeOffset At, byte[] Pixels, int Width, int Height);
