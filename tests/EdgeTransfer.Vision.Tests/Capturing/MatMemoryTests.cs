using EdgeTransfer.Core.Capturing;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Capturing;

public sealed class MatMemoryTests
{
    [Fact]
    public void Pixels_OfAFrame_AreTheMatsOwn()
    {
        var mat = new Mat(2, 2, MatType.CV_8UC3, new Scalar(1, 2, 3));
        using var frame = Owner(mat);

        frame.Pixels.Span[5] = 99;

        frame.Pixels.Length.ShouldBe(12);
        mat.At<Vec3b>(0, 1).Item2.ShouldBe((byte)99);
    }

    [Fact]
    public void Dispose_Twice_FreesOnceAndThePixelsAreGone()
    {
        var mat = new Mat(2, 2, MatType.CV_8UC3, Scalar.Black);
        var frame = Owner(mat);
        var memory = frame.Pixels;

        frame.Dispose();
        frame.Dispose();

        mat.IsDisposed.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => memory.Span.Length);
        Should.Throw<ObjectDisposedException>(() => memory.Pin());
    }

    [Fact]
    public void New_OnACutOutOrGreyMat_IsRefusedAndDisposed()
    {
        using var whole = new Mat(4, 4, MatType.CV_8UC3, Scalar.Black);
        foreach (var mat in (Mat[])[new(whole, new Rect(0, 0, 2, 2)), new(2, 2, MatType.CV_8UC1, Scalar.Black), new()])
        {
            Should.Throw<ArgumentException>(() => new MatMemory(mat));
            mat.IsDisposed.ShouldBeTrue();
        }
    }

    private static Frame Owner(Mat mat) => new(new MatMemory(mat), mat.Cols, mat.Rows, 0, 0, DateTimeOffset.UnixEpoch, "test");
}
