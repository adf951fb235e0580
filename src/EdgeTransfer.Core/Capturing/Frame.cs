using System.Buffers;

namespace EdgeTransfer.Core.Capturing;

/// <summary>One image with its capture times and sequence number; owns its pixels.</summary>
/// <param name="pixels">8-bit BGR, rows packed: height × width × 3 bytes. Disposed with the frame.</param>
/// <param name="width">Pixels a row.</param>
/// <param name="height">Rows.</param>
/// <param name="sequence">Number of the frame in its source, from 0.</param>
/// <param name="timestamp">Monotonic capture time, <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="capturedAt">Wall-clock capture time, UTC.</param>
/// <param name="origin">What a person would call it: the file name, or the part number of a drawn part.</param>
public sealed class Frame(
    IMemoryOwner<byte> pixels, int width, int height, long sequence, long timestamp, DateTimeOffset capturedAt, string origin) : IDisposable
{
    /// <summary>Pixels a row.</summary>
    public int Width { get; } = width;

    /// <summary>Rows.</summary>
    public int Height { get; } = height;

    /// <summary>Number of the frame in its source, from 0.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>Monotonic capture time, <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long Timestamp { get; } = timestamp;

    /// <summary>Wall-clock capture time, UTC.</summary>
    public DateTimeOffset CapturedAt { get; } = capturedAt;

    /// <summary>What a person would call it: the file name, or the part number of a drawn part.</summary>
    public string Origin { get; } = origin;

    /// <summary>8-bit BGR, rows packed: height × width × 3 bytes.</summary>
    public Memory<byte> Pixels => pixels.Memory[..(Width * Height * 3)];

    /// <inheritdoc/>
    public void Dispose() => pixels.Dispose();
}
