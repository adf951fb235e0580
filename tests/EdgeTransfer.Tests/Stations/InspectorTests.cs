using System.Buffers;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Tests.Stations;

public sealed class InspectorTests(ModelsFixture fixture) : IClassFixture<ModelsFixture>, IDisposable
{
    private readonly Station _station = new(new StationFile
    {
        Schema = StationFile.CurrentSchema, Station = "top", Camera = new("sim:disc"), Recipe = new Recipe { Product = "disc" },
    });

    private bool _outboxFull;

    [Fact]
    public void Inspect_NoHead_IsNotTaughtAndKeepsFeatures()
    {
        using var inspector = Inspector();

        var inspection = inspector.Inspect(Part(1));

        (inspection.Verdict, inspection.Reason).ShouldBe((Verdict.NotInspected, NotInspectedReason.NotTaught));
        (inspection.Judges.Head, inspection.Judges.Policy, inspection.Scores).ShouldBe((null, null, null));
        inspector.HasFeatures.ShouldBeTrue("a part that is not judged can still be learnt from");
    }

    [Fact]
    public void Inspect_Judged_NamesTriggerPartAndAllFourJudges()
    {
        using var inspector = Inspector();
        Publish("a", passes: true);

        var inspection = inspector.Inspect(Part(41));

        (inspection.Verdict, inspection.Reason, inspection.Trigger, inspection.PartId).ShouldBe((Verdict.Ok, NotInspectedReason.None, 41, "top-41"));
        inspection.Judges.ShouldBe(new("a", "p-a", _station.RecipeHash, _station.CalibrationHash));
        inspection.Scores!.Ng.ShouldBe(inspection.Scores.Anomaly);
        inspection.Times!.Features.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Inspect_HeadSwappedBetweenTwoParts_ChangesHeadPolicyAndVerdictTogether()
    {
        using var inspector = Inspector();
        Publish("a", passes: true);
        var before = inspector.Inspect(Part(1));

        Publish("b", passes: false);
        var after = inspector.Inspect(Part(2));

        (before.Judges.Head, before.Judges.Policy, before.Verdict).ShouldBe(("a", "p-a", Verdict.Ok));
        (after.Judges.Head, after.Judges.Policy, after.Verdict).ShouldBe(("b", "p-b", Verdict.Ng));
    }

    [Fact]
    public async Task Inspect_HeadsSwappedMeanwhile_EachVerdictIsThatOfTheHeadItNames()
    {
        using var inspector = Inspector();
        Publish("0", passes: true);
        using var enough = new CancellationTokenSource();
        var swapping = Task.Run(async () =>
        {
            var swaps = 0;
            for (; !enough.IsCancellationRequested; swaps++)
            {
                Publish($"{swaps + 1}", passes: swaps % 2 == 1);
                await Task.Yield();
            }

            return swaps;
        });

        Inspection[] inspections = [.. Enumerable.Range(1, 100).Select(n => inspector.Inspect(Part(n)))];
        await enough.CancelAsync();

        (await swapping).ShouldBeGreaterThan(10);
        inspections.ShouldAllBe(i => i.Judges.Policy == "p-" + i.Judges.Head);
        inspections.ShouldAllBe(i => i.Verdict == (int.Parse(i.Judges.Head!, null) % 2 == 0 ? Verdict.Ok : Verdict.Ng));
    }

    [Fact]
    public void Inspect_OutboxFull_GivesNoVerdictUntilThereIsRoom()
    {
        using var inspector = Inspector();
        Publish("a", passes: true);

        _outboxFull = true;
        var full = inspector.Inspect(Part(1));
        _outboxFull = false;
        var room = inspector.Inspect(Part(2));

        (full.Verdict, full.Reason, full.Scores, full.Judges.Head).ShouldBe((Verdict.NotInspected, NotInspectedReason.OutboxFull, null, null));
        room.Verdict.ShouldBe(Verdict.Ok);
    }

    [Theory]
    [InlineData(false, 1e-3, true)]
    [InlineData(false, 1e9, false)]
    [InlineData(true, 1e-3, false)]
    public void Inspect_NotOkAndAboveTheLevel_TellsRegionsInTheFrame(bool passes, double level, bool told)
    {
        using var inspector = Inspector();
        _station.Slot.Publish(Head("a", mapLevel: level), Policy("a", unsureFrom: passes ? 1e30 : -1e30));

        var regions = inspector.Inspect(Part(1)).Regions;

        (regions is not null).ShouldBe(told);
        if (told)
        {
            regions!.Sum(r => r.Area).ShouldBe(64 * 64, 1); // everything is unlike a head that knows one row
            regions!.ShouldAllBe(r => r.PeakAt.X >= 0 && r.PeakAt.X <= 64 && r.PeakAt.Y >= 0 && r.PeakAt.Y <= 64);
        }
    }

    [Fact]
    public void Inspect_Region_TellsRegionsWhereItLies()
    {
        using var station = new Station(new StationFile
        {
            Schema = StationFile.CurrentSchema, Station = "cut", Camera = new("sim:disc"), Recipe = new Recipe { Product = "disc", Region = new(40, 30, 20, 30), Tiles = new(2, 1) },
        });
        using var inspector = new Inspector(station, fixture.Models, () => false, TimeProvider.System);
        station.Slot.Publish(Head("a", mapLevel: 1e-3), Policy("a", unsureFrom: -1e30));

        var regions = inspector.Inspect(Part(1)).Regions!;

        regions.Sum(r => r.Area).ShouldBe(20 * 30, 1);
        regions.SelectMany(r => r.Outline).ShouldAllBe(p => p.X >= 40 && p.X <= 60 && p.Y >= 30 && p.Y <= 60);
    }

    [Theory]
    [InlineData("mean")]
    [InlineData("projection")]
    [InlineData("bank")]
    [InlineData("fusion")]
    public void Inspect_HeadWithNotANumber_IsNeverOk(string where)
    {
        using var inspector = Inspector();
        _station.Slot.Publish(Head("nan", notANumber: where), Policy("nan", unsureFrom: 1e30));

        var inspection = inspector.Inspect(Part(1));

        inspection.Verdict.ShouldNotBe(Verdict.Ok, $"{inspection.Scores}");
        inspection.Verdict.ShouldNotBe(Verdict.NotInspected);
    }

    [Fact]
    public void Inspect_ModelsRefused_NamesTheReasonForEveryPart()
    {
        using var inspector = new Inspector(_station, new Refusal(RefusalKind.Damaged, "the backbone is damaged"), () => _outboxFull, TimeProvider.System);
        Publish("a", passes: true);

        var inspection = inspector.Inspect(Part(1));

        (inspection.Verdict, inspection.Reason, inspection.Detail).ShouldBe((Verdict.NotInspected, NotInspectedReason.ModelRefused, "the backbone is damaged"));
        inspector.HasFeatures.ShouldBeFalse();
    }

    [Fact]
    public void Inspect_NoFrameAfterAJudgedPart_CarriesTheReasonAndNoFeatures()
    {
        using var inspector = Inspector();
        Publish("a", passes: true);
        inspector.Inspect(Part(1));

        var inspection = inspector.Inspect(new(2, Capture.Failed(NotInspectedReason.BadImage, "cut off", "2.png")));

        (inspection.Verdict, inspection.Reason, inspection.Detail, inspection.Origin).ShouldBe((Verdict.NotInspected, NotInspectedReason.BadImage, "cut off", "2.png"));
        inspector.HasFeatures.ShouldBeFalse("the features are those of the part before");
    }

    [Theory]
    [InlineData(0, NotInspectedReason.Dark)]
    [InlineData(255, NotInspectedReason.Bright)]
    public void Inspect_GuardRefuses_IsNotJudged(byte grey, NotInspectedReason reason)
    {
        using var inspector = Inspector();
        Publish("a", passes: true);

        var inspection = inspector.Inspect(Part(1, grey));

        (inspection.Verdict, inspection.Reason, inspection.Scores).ShouldBe((Verdict.NotInspected, reason, null));
        inspector.HasFeatures.ShouldBeFalse();
    }

    public void Dispose() => _station.Dispose();

    private Inspector Inspector() => new(_station, fixture.Models, () => _outboxFull, TimeProvider.System);

    private void Publish(string version, bool passes) => _station.Slot.Publish(Head(version), Policy(version, unsureFrom: passes ? 1e30 : -1e30));

    private static Policy Policy(string head, double unsureFrom) =>
        new() { Version = "p-" + head, Head = head, UnsureFrom = unsureFrom, NgFrom = unsureFrom, Method = "test" };

    /// <summary>One bank row in a space of four dimensions.</summary>
    private ServedHead Head(string version, string notANumber = "", double mapLevel = double.PositiveInfinity)
    {
        var dimension = fixture.Models.Backbone.PatchDimension;
        var (mean, projection, bank) = (new float[dimension], new float[dimension * 4], new float[4]);
        for (var i = 0; i < 4; i++)
        {
            projection[(i * 4) + i] = 1;
        }

        switch (notANumber)
        {
            case "mean": mean[0] = float.NaN; break;
            case "projection": projection[0] = float.NaN; break;
            case "bank": bank[0] = float.NaN; break;
        }

        var fusion = new Standard(notANumber == "fusion" ? double.NaN : 0, 1);
        var manifest = new HeadManifest
        {
            Version = version, Product = "disc", FeatureKey = "", Backbone = "", InputSize = 224, TopPatches = 5, Created = default, Origin = "test",
            Samples = new Dictionary<string, int>(), TensorsSha256 = "",
        };
        return new(manifest, new(new AnomalyHead(mean, new Matrix(dimension, 4, projection), new Matrix(1, 4, bank)), null, new ScoreFusion(fusion, null), mapLevel));
    }

    private static DuePart Part(long trigger, byte? grey = null)
    {
        const int side = 64;
        var pixels = new Pixels(side * side * 3);
        for (var i = 0; i < pixels.Memory.Length; i++)
        {
            pixels.Memory.Span[i] = grey ?? (byte)(i * 7);
        }

        return new(trigger, Capture.Of(new Frame(pixels, side, side, trigger, TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow(), $"{trigger}.png")));
    }

    private sealed class Pixels(int length) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = new byte[length];

        public void Dispose()
        {
        }
    }
}
