using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Vision.Fixtures;
using Microsoft.Extensions.Time.Testing;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Capturing;

public sealed class FrameSourcesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("parts")]
    [InlineData("ftp://host/parts")]
    [InlineData("concat:a|b")]
    public void Open_UnknownScheme_NamesTheSchemes(string uri) => Refused(uri, RefusalKind.Invalid, "folder:PATH", "file:PATH", "sim:disc");

    [Fact]
    public void Open_UnknownOption_NamesItAndTheKnown()
    {
        _folder.Write("a.png", Images.Noise(".png"));

        Refused($"folder:{_folder.Path}?lopp=true", RefusalKind.Invalid, "'lopp'", "loop, period");
        Refused("sim:disc?sede=1", RefusalKind.Invalid, "'sede'", "seed");
    }

    [Theory]
    [InlineData("sim:disc?size=64", "size=64")]
    [InlineData("sim:disc?size=2049", "size=2049")]
    [InlineData("sim:disc?defects=1.5", "defects=1.5")]
    [InlineData("sim:disc?defects=NaN", "defects=NaN")]
    [InlineData("sim:disc?period=50", "period=50")]
    [InlineData("sim:disc?period=-5ms", "period=-5ms")]
    [InlineData("sim:disc?count=-1", "count=-1")]
    [InlineData("sim:disc?seed=1&seed=2", "seed=2")]
    [InlineData("sim:disc?seed", "seed")]
    [InlineData("sim:cube", "sim:disc")]
    public void Open_BadValue_NamesIt(string uri, string words) => Refused(uri, RefusalKind.Invalid, words);

    [Fact]
    public void Open_MissingFolderOrFile_IsNotFound()
    {
        Refused($"folder:{_folder.Path}/none", RefusalKind.NotFound, "no such folder");
        Refused($"file:{_folder.Path}/none.png", RefusalKind.NotFound, "no such file");
        Refused($"file:{_folder.Path}", RefusalKind.NotFound, "folder:PATH");
        Refused($"folder:{_folder.Write("a.png", [1])}", RefusalKind.NotFound, "file:PATH");
    }

    [Fact]
    public void Open_FolderWithoutImages_SaysWhatToPutThere()
    {
        _folder.Write("notes.txt", [1]);
        _folder.Write("._a.png", [1]);

        Refused($"folder:{_folder.Path}", RefusalKind.NotFound, ".png", ".jpg");
    }

    [Fact]
    public void Open_FileThatIsNoImageOrVideo_IsRefused()
    {
        Refused($"file:{_folder.Write("list.m3u8", "#EXTM3U\nhttp://host/a.ts"u8)}", RefusalKind.Invalid, "neither");
        Refused($"file:{_folder.Write("movie.mp4", [])}", RefusalKind.Invalid, "neither");
    }

    [Fact]
    public void Open_VideoCutShort_IsDamaged() =>
        Refused($"file:{_folder.Write("movie.mp4", [0, 0, 0, 8, .. "ftypisom"u8, 0, 0])}", RefusalKind.Damaged, "video");

    [Fact]
    public async Task NextAsync_Folder_GivesImagesByOrdinalNameThenEnds()
    {
        foreach (var name in (string[])["b.PNG", "a10.jpg", "a9.bmp", "B.tif"])
        {
            _folder.Write(name, Images.Noise(Path.GetExtension(name).ToLowerInvariant()));
        }

        Directory.CreateDirectory(Path.Combine(_folder.Path, "deeper.png"));
        using var source = Open($"folder:{_folder.Path}");

        (await Origins(source, 10)).ShouldBe(["B.tif", "a10.jpg", "a9.bmp", "b.PNG"]);
        source.Count.ShouldBe(4);
        source.Uri.ShouldBe($"folder:{_folder.Path}");
    }

    [Fact]
    public async Task NextAsync_Loop_GoesOnWithGrowingSequence()
    {
        _folder.Write("a.png", Images.Noise(".png"));
        _folder.Write("b.png", Images.Noise(".png"));
        using var source = Open($"folder:{_folder.Path}?loop=true");
        source.Count.ShouldBeNull();

        for (var i = 0; i < 5; i++)
        {
            using var frame = (await source.NextAsync(Stop))!.Frame!;
            (frame.Sequence, frame.Origin).ShouldBe((i, i % 2 == 0 ? "a.png" : "b.png"));
        }
    }

    [Fact]
    public async Task NextAsync_BrokenImages_FailWithTheirReasonAndTheLineGoesOn()
    {
        _folder.Write("1.png", [0x89, .. "PNG rubbish"u8]);
        _folder.Write("2.png", ClaimingFiles.Png(20000, 20000));
        _folder.Write("3.png", []);
        var vanishing = _folder.Write("4.png", Images.Noise(".png"));
        _folder.Write("5.png", Images.Noise(".png"));
        using var source = Open($"folder:{_folder.Path}");
        File.Delete(vanishing);

        var reasons = new List<NotInspectedReason>();
        while (await source.NextAsync(Stop) is { } capture)
        {
            reasons.Add(capture.Reason);
            capture.Frame?.Dispose();
        }

        reasons.ShouldBe([NotInspectedReason.BadImage, NotInspectedReason.OversizedImage, NotInspectedReason.BadImage, NotInspectedReason.NoFrame, NotInspectedReason.None]);
    }

    [Fact]
    public async Task NextAsync_Period_WaitsByTheClockAndCanBeCancelled()
    {
        _folder.Write("a.png", Images.Noise(".png"));
        using var source = Open($"folder:{_folder.Path}?loop=true&period=2s");
        (await source.NextAsync(Stop))!.Frame!.Dispose();
        using var stop = new CancellationTokenSource();

        var cancelled = source.NextAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
        var next = source.NextAsync(Stop).AsTask();
        next.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(2));

        using var frame = (await next)!.Frame!;
        frame.Sequence.ShouldBe(1); // the cancelled call took no part away
    }

    [Fact]
    public async Task NextAsync_SingleImage_GivesOneFrame()
    {
        using var source = Open($"file:{_folder.Write("named.dat", Images.Noise(".jpg"))}");

        (await Origins(source, 3)).ShouldBe(["named.dat"]);
        source.Count.ShouldBe(1);
    }

    [Fact]
    public async Task NextAsync_Video_GivesItsFramesAndLoops()
    {
        var path = Path.Combine(_folder.Path, "line.avi");
        using (var writer = new VideoWriter(path, VideoCaptureAPIs.FFMPEG, FourCC.MJPG, 25, new OpenCvSharp.Size(64, 48)))
        {
            for (var i = 0; i < 3; i++)
            {
                using var picture = new Mat(48, 64, MatType.CV_8UC3, Scalar.All(60 * (i + 1)));
                writer.Write(picture);
            }
        }

        using var once = Open($"file:{path}");
        using var loop = Open($"file:{path}?loop=true");

        once.Count.ShouldBe(3);
        (await Greys(once, 10)).ShouldBe([60, 120, 180]);
        (await Greys(loop, 5)).ShouldBe([60, 120, 180, 60, 120]);
    }

    private static async Task<List<int>> Greys(IFrameSource source, int most)
    {
        var greys = new List<int>();
        while (greys.Count < most && await source.NextAsync(Stop) is { } capture)
        {
            using var frame = capture.Frame!;
            greys.Add((int)Math.Round(frame.Pixels.Span[0] / 20.0) * 20);
        }

        return greys;
    }

    private static async Task<List<string>> Origins(IFrameSource source, int most)
    {
        var origins = new List<string>();
        while (origins.Count < most && await source.NextAsync(Stop) is { } capture)
        {
            capture.Frame.ShouldNotBeNull(capture.Detail).Dispose();
            origins.Add(capture.Origin);
        }

        return origins;
    }

    private IFrameSource Open(string uri)
    {
        var source = FrameSources.Open(uri, _time);
        return source.IsOk ? source.Value : throw new InvalidOperationException(source.Refusal.Message);
    }

    private void Refused(string uri, RefusalKind kind, params string[] words)
    {
        var refusal = FrameSources.Open(uri, _time).Refusal.ShouldNotBeNull();
        refusal.Kind.ShouldBe(kind);
        foreach (var word in words)
        {
            refusal.Message.ShouldContain(word);
        }
    }
}
