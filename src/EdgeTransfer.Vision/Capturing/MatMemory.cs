using System.Buffers;
using System.Runtime.CompilerServices;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Capturing;

/// <summary>Owns a Mat of packed 8-bit BGR and shows its pixels as memory, without a copy. Disposed once, by the frame.</summary>
internal sealed unsafe class MatMemory : MemoryManager<byte>
{
    private Mat? _mat;

    /// <summary>Takes over <paramref name="mat"/>, also when it refuses it.</summary>
    public MatMemory(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        if (mat.Empty() || mat.Type() != MatType.CV_8UC3 || !mat.IsContinuous())
        {
            mat.Dispose();
            throw new ArgumentException("A frame needs a filled, continuous 8-bit BGR image.", nameof(mat));
        }

        _mat = mat;
        Length = checked(mat.Rows * mat.Cols * 3);
    }

    /// <summary>Bytes: height × width × 3.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public override Memory<byte> Memory => CreateMemory(Length);

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(Owned().DataPointer, Length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, Length);
        // Native memory does not move: nothing to unpin.
        return new(Unsafe.Add<byte>(Owned().DataPointer, elementIndex));
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Interlocked.Exchange(ref _mat, null)?.Dispose();
        }
    }

    private Mat Owned() => _mat ?? throw new ObjectDisposedException(nameof(MatMemory), "The frame was disposed; its pixels are gone.");
}
