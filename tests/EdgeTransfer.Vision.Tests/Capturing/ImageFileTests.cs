using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Vision.Capturing.Headers;
using EdgeTransfer.Vision.Fixtures;
using Microsoft.Extensions.Time.Testing;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Capturing;

public sealed class ImageFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));

    public static TheoryData<string> Extensions => [.. ImageHeader.Extensions];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_Png_GivesItsPixelsAsPackedBgr()
    {
        using var mat = new Mat(2, 3, MatType.CV_8UC3, new Scalar(10, 20, 30));
        Cv2.ImEncode(".png", mat, out var bytes);

        using var frame = Frame(ImageFile.Load(_folder.Write("a.png", bytes), _time, 5));

        frame.Pixels.ToArray().ShouldBe(Enumerable.Repeat((byte[])[10, 20, 30], 6).SelectMany(p => p));
        (frame.Width, frame.Height, frame.Sequence, frame.Origin, frame.CapturedAt, frame.Timestamp)
            .ShouldBe((3, 2, 5, "a.png", _time.GetUtcNow(), _time.GetTimestamp()));
    }

    [Theory]
    [InlineData(MatTypes.Grey8)]
    [InlineData(MatTypes.Grey16)]
    [InlineData(MatTypes.Bgra8)]
    public void Load_OtherDepthOrChannels_GivesBgr(string type)
    {
        using var mat = new Mat(2, 3, MatTypes.Of(type), Scalar.All(7));
        Cv2.ImEncode(".png", mat, out var bytes);

        using var frame = Frame(ImageFile.Decode(bytes, "a", _time));

        frame.Pixels.Length.ShouldBe(18);
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Load_EachListedFormat_Decodes(string extension)
    {
        using var frame = Frame(ImageFile.Decode(Images.Noise(extension), "a", _time));

        (frame.Width, frame.Height).ShouldBe((40, 24));
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Decode_CutShortAnywhere_IsDamaged(string extension)
    {
        var file = Images.Noise(extension, 64, 64);
        foreach (var share in (double[])[0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
        {
            var result = ImageFile.Decode(file.AsSpan(0, (int)(file.Length * share)), "a", _time);

            result.Refusal.ShouldNotBeNull($"{extension} cut at {share}").Kind.ShouldBe(RefusalKind.Damaged);
        }
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Decode_WithoutItsLastByte_IsDamaged(string extension) =>
        ImageFile.Decode(Images.Noise(extension).AsSpan()[..^1], "a", _time).Refusal.ShouldNotBeNull().Kind.ShouldBe(RefusalKind.Damaged);

    [Fact]
    public void Decode_PngWithOneByteFlipped_IsDamaged()
    {
        var file = Images.Noise(".png", 64, 64);
        foreach (var at in (int[])[60, file.Length / 3, file.Length / 2, file.Length - 40])
        {
            var changed = file.ToArray();
            changed[at] ^= 0x10;

            ImageFile.Decode(changed, "a", _time).Refusal.ShouldNotBeNull($"byte {at} of {file.Length}").Kind.ShouldBe(RefusalKind.Damaged);
        }
    }

    [Fact]
    public void Decode_HeaderOverTheLimit_IsRefusedBeforeTheDecoder()
    {
        // None of these holds a pixel: a decoder would call them damaged, not too large.
        foreach (var file in (byte[][])[ClaimingFiles.Png(20000, 20000), ClaimingFiles.Jpeg(20000, 20000), ClaimingFiles.Bmp(20000, -20000), ClaimingFiles.Tiff(20000, 20000), ClaimingFiles.Webp(16000, 16000), ClaimingFiles.Png(uint.MaxValue, uint.MaxValue), ClaimingFiles.Tiff(uint.MaxValue, uint.MaxValue)])
        {
            var refusal = ImageFile.Decode(file, "big", _time).Refusal.ShouldNotBeNull();

            refusal.Kind.ShouldBe(RefusalKind.TooLarge);
            refusal.Message.ShouldContain("64 megapixels");
        }
    }

    [Fact]
    public void Decode_HeaderAtTheLimit_GetsToTheDecoder() =>
        ImageFile.Decode(ClaimingFiles.Png(8000, 8000), "a", _time).Refusal!.Kind.ShouldBe(RefusalKind.Damaged);

    [Theory]
    [InlineData("GIF89a trailing bytes that no decoder sees")]
    [InlineData("%PDF")]
    [InlineData("x")]
    public void Decode_UnknownHeader_IsDamagedAndNamesTheFormats(string text) =>
        ImageFile.Decode(System.Text.Encoding.ASCII.GetBytes(text), "a", _time).Refusal!.Message.ShouldContain("PNG, JPEG, BMP, TIFF or WebP");

    [Fact]
    public void Load_EmptyFile_IsDamaged() => Refused(_folder.Write("a.png", []), RefusalKind.Damaged, "empty");

    [Fact]
    public void Load_MissingFile_IsNotFound() => Refused(Path.Combine(_folder.Path, "none.png"), RefusalKind.NotFound, "not there");

    [Fact]
    public void Load_MissingFolder_IsNotFound() => Refused(Path.Combine(_folder.Path, "none", "a.png"), RefusalKind.NotFound, "not there");

    [Fact]
    public void Load_FileOverTheLimit_IsTooLarge()
    {
        var path = Path.Combine(_folder.Path, "huge.png");
        using (var sparse = File.Create(path))
        {
            sparse.SetLength(ImageFile.MaxBytes + 1);
        }

        Refused(path, RefusalKind.TooLarge, "256 MiB");
    }

    [Fact]
    public void Load_LinkToAFile_ReadsTheFile()
    {
        var target = _folder.Write("a.png", Images.Noise(".png"));
        var link = Path.Combine(_folder.Path, "b.png");
        File.CreateSymbolicLink(link, target);

        using var frame = Frame(ImageFile.Load(link, _time));

        frame.Width.ShouldBe(40);
    }

    private static Frame Frame(Result<Frame> result) => result.IsOk ? result.Value : throw new InvalidOperationException(result.Refusal.Message);

    private void Refused(string path, RefusalKind kind, string words)
    {
        var refusal = ImageFile.Load(path, _time).Refusal.ShouldNotBeNull();
        refusal.Kind.ShouldBe(kind);
        refusal.Message.ShouldContain(words);
        refusal.Message.ShouldContain(Path.GetFileName(path));
    }
}
