using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Vision.Capturing;
using Microsoft.Extensions.Time.Testing;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Simulation;

public sealed class SimSourceTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NextAsync_TwoSourcesOfOneSeed_GiveTheSamePixels()
    {
        using var first = Open("sim:disc?seed=5&defects=0.5&from=0&size=160");
        using var second = Open("sim:disc?seed=5&defects=0.5&from=0&size=160");

        for (var i = 0; i < 6; i++)
        {
            (await Pixels(first)).ShouldBe(await Pixels(second));
        }
    }

    [Fact]
    public async Task NextAsync_OtherSeedOrPart_GivesOtherPixels()
    {
        using var five = Open("sim:disc?seed=5&size=160");
        using var six = Open("sim:disc?seed=6&size=160");
        var first = await Pixels(five);

        first.ShouldNotBe(await Pixels(six));
        first.ShouldNotBe(await Pixels(five));
    }

    [Fact]
    public async Task NextAsync_AfterCountParts_Ends()
    {
        using var source = Open("sim:disc?count=2&size=128");

        source.Count.ShouldBe(2);
        for (var i = 0; i < 2; i++)
        {
            using var frame = (await source.NextAsync(Stop))!.Frame!;
            (frame.Sequence, SimPart.IndexOf(frame.Origin), frame.Width, frame.Height).ShouldBe((i, i, 128, 128));
        }

        (await source.NextAsync(Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task NextAsync_GoodAndDefectivePart_HaveOriginsOfOneForm()
    {
        using var source = Open("sim:disc?defects=0.5&from=0&size=128&count=12");
        while (await source.NextAsync(Stop) is { } capture)
        {
            capture.Frame!.Dispose();
            capture.Origin.ShouldMatch("^part [0-9]{6}$");
        }
    }

    [Theory]
    [InlineData(128)]
    [InlineData(480)]
    [InlineData(600)]
    public void Paint_DefectivePart_DiffersFromTheCleanOneOnlyInItsBox(int size)
    {
        using var painter = new DiscPainter(size);
        for (var n = 0; n < 40; n++)
        {
            var plan = DiscPlan.For(17, n, 1, 0, size);
            using var defective = painter.Paint(plan);
            using var clean = painter.Paint(plan with { Defect = null });
            using var difference = new Mat();
            Cv2.Absdiff(defective, clean, difference);
            using var changed = difference.Reshape(1, size).GreaterThan(0).ToMat();
            using var inside = new Mat(changed, new Rect(plan.Defect!.Box.X * 3, plan.Defect.Box.Y, plan.Defect.Box.Width * 3, plan.Defect.Box.Height));

            var name = $"part {n}, {plan.Defect.Kind}";
            Cv2.CountNonZero(inside).ShouldBeGreaterThan(0, name);
            Cv2.CountNonZero(changed).ShouldBe(Cv2.CountNonZero(inside), name);
        }
    }

    [Fact]
    public void Paint_Defect_CanBeSeenAndFillsItsBoxWithoutBeingCutOff()
    {
        const int Size = 480;
        using var painter = new DiscPainter(Size);
        for (var n = 0; n < 80; n++)
        {
            var plan = DiscPlan.For(23, n, 1, 0, Size);
            using var defective = painter.Paint(plan);
            using var clean = painter.Paint(plan with { Defect = null });
            using var difference = new Mat();
            Cv2.Absdiff(defective, clean, difference);
            using var grey = difference.CvtColor(ColorConversionCodes.BGR2GRAY);
            using var visible = grey.Threshold(12, 255, ThresholdTypes.Binary); // four times the noise
            var bounds = Cv2.BoundingRect(visible);

            var name = $"part {n}, {plan.Defect!.Kind} {plan.Defect.Strength:F2}: {bounds} in {plan.Defect.Box}";
            var box = plan.Defect.Box;
            (bounds.Left > box.Left && bounds.Top > box.Top && bounds.Right < box.Right && bounds.Bottom < box.Bottom).ShouldBeTrue($"cut off: {name}");
            (bounds.Width * bounds.Height).ShouldBeGreaterThan((int)(0.15 * plan.Defect.Box.Width * plan.Defect.Box.Height), name);
        }
    }

    private IFrameSource Open(string uri) => FrameSources.Open(uri, _time).Value!;

    private static async Task<byte[]> Pixels(IFrameSource source)
    {
        using var frame = (await source.NextAsync(Stop))!.Frame!;
        return frame.Pixels.ToArray();
    }
}
