using System.Text.Json;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Evaluating;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Line;

/// <summary>A line taught with good discs, and then parts with a sticker, all the same image, which the head rejects.</summary>
public sealed class GrowthTests : IAsyncLifetime
{
    private const int Taught = 50;
    private const int Odd = 16;
    private const int Grown = 1120;
    private const int NotGrown = 1121;

    private Mosquitto? _broker;
    private Watcher? _watcher;
    private LineFolder? _folder;
    private RunningLine? _line;

    private LineFolder Folder => _folder!;

    private RunningLine Line => _line!;

    private Watcher Watcher => _watcher!;

    private Operator Anna => new(_broker!.Port);

    [Fact]
    public async Task Label_FalseRejectOk_IsAcceptedTheNextTimeItIsSeen()
    {
        var first = await TeachAsync();
        var rejected = await PassUntilAsync(inLockbox: false);

        Detail(await Anna.AskLabelAsync(rejected, "ok")).ShouldContain("learnt at once");

        await Eventually.TrueAsync(() => Watcher.Model() is { Head: { } head } && head != first, "a grown head is announced", Line.Log.ToString);
        var model = Watcher.Model()!;
        model.Parent.ShouldBe(first);
        model.Gate!.ShouldStartWith($"Passed: the bank grew by ");
        model.Policy!.Head.ShouldBe(model.Head);
        await Eventually.TrueAsync(() => Line.Log.Of(Grown).Any(), "it is logged", Line.Log.ToString);
        Line.Log.Of(Grown).ShouldHaveSingleItem().ShouldContain(rejected);
        var targets = await Anna.AskThresholdAsync(new(Guid.NewGuid(), "anna", MaxFalseRejectRate: 0.2, Preview: true));
        targets.GetProperty("status").GetString().ShouldBe("done", $"the grown head has scores to lay bands on: {targets}");
        await Line.PassAsync(1);
        Folder.ShouldConserveTriggers()[^1].ShouldSatisfyAllConditions(r => r.Verdict.ShouldBe("OK"), r => r.Head.ShouldBe(model.Head), r => r.Policy.ShouldBe(model.Policy.Version));
        await Line.StopAsync();
        await Line.DisposeAsync();
        _line = null;

        await using var again = await RunningLine.StartAsync(Folder);
        again.Station.Slot.HeadVersion.ShouldBe(model.Head, "it outlives a restart");
        await again.StopAsync();
    }

    [Fact]
    public async Task Label_OkThatWouldLetALabelledDefectPass_LeavesTheHead()
    {
        var first = await TeachAsync();
        var defect = await PassUntilAsync(inLockbox: false);
        (await Anna.AskLabelAsync(defect, "scratch")).GetProperty("status").GetString().ShouldBe("done");
        var same = await PassUntilAsync(inLockbox: false);

        (await Anna.AskLabelAsync(same, "ok")).GetProperty("status").GetString().ShouldBe("done");

        await Eventually.TrueAsync(() => Line.Log.Of(NotGrown).Any(), "the refusal is told", Line.Log.ToString);
        Line.Log.Of(NotGrown).ShouldHaveSingleItem().ShouldContain($"it would pass 1 labelled defects that are not passed now, such as {defect}");
        await Line.PassAsync(1);
        Folder.Inspections()[^1].ShouldSatisfyAllConditions(r => r.Verdict.ShouldNotBe("OK"), r => r.Head.ShouldBe(first));
        Directory.GetDirectories(Folder.Heads).ShouldHaveSingleItem("a child that does not pass leaves nothing behind");
        Folder.Query<string>($"SELECT class FROM current_label WHERE part_id = '{same}'").ShouldBe(["ok"]);
        await Line.StopAsync();
    }

    [Fact]
    public async Task Activate_BandsMovedSinceTheChildWasMade_KeepsTheBands()
    {
        var first = await TeachAsync();
        using var lease = Line.Station.Slot.Lease()!.Value;
        var child = Line.Activator.Load(Line.Station, first).OrShow();
        var moved = await Anna.AskThresholdAsync(new(Guid.NewGuid(), "anna", UnsureFrom: 1, NgFrom: 2));
        moved.GetProperty("status").GetString().ShouldBe("done");

        var warrant = Warrant.OfRestore(new(first, HeadState.Active, null, null, HasJudged: true), "again").Warrant!;
        var refusal = await Line.Activator.ActivateAsync(Line.Station, child, lease.Policy, warrant, null, lease);

        refusal.ShouldNotBeNull().Kind.ShouldBe(RefusalKind.NotNow);
        using var now = Line.Station.Slot.Lease()!.Value;
        (now.Policy.UnsureFrom, now.Policy.NgFrom).ShouldBe((1, 2));
        await Line.StopAsync();
    }

    [Fact]
    public async Task Label_OkOfALockboxPart_IsNeverLearnt()
    {
        var first = await TeachAsync();
        var held = await PassUntilAsync(inLockbox: true);

        Detail(await Anna.AskLabelAsync(held, "ok")).ShouldContain("set aside");

        var models = Line.Get<StationSet>().ModelsOf(Line.Station).OrShow();
        var asked = await Line.Get<HeadGrower>().GrowAsync(new(Line.Station, models, held, "anna"), TestContext.Current.CancellationToken);
        asked.Refusal.ShouldNotBeNull().Message.ShouldContain("set aside for checks", Case.Sensitive, "whoever asks");

        // the next change of heads runs after whatever the label began
        var free = await PassUntilAsync(inLockbox: false);
        await Anna.AskLabelAsync(free, "scratch");
        (await Anna.AskLabelAsync(free, "ok")).GetProperty("status").GetString().ShouldBe("done");
        await Eventually.TrueAsync(() => Line.Log.Of(Grown).Any(), "the other part is learnt", Line.Log.ToString);
        Line.Log.Of(Grown).ShouldHaveSingleItem().ShouldContain(free);
        Line.Log.Of(NotGrown).ShouldBeEmpty();
        await Eventually.TrueAsync(() => Watcher.Model()?.Parent == first, "one growth, of the first head", Watcher.Text);
        await Line.StopAsync();
    }

    [Fact]
    public async Task Label_OkWithGrowthSwitchedOff_WaitsForTheNextTraining()
    {
        Folder.Settings["Learning:GrowOnOk"] = "false";
        var first = await TeachAsync();
        var rejected = await PassUntilAsync(inLockbox: false);

        Detail(await Anna.AskLabelAsync(rejected, "ok")).ShouldBe($"{rejected} is 'ok'.");

        await Line.PassAsync(1);
        Folder.Inspections()[^1].ShouldSatisfyAllConditions(r => r.Verdict.ShouldNotBe("OK"), r => r.Head.ShouldBe(first));
        await Line.StopAsync();
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _broker = await Mosquitto.StartAsync();
        _watcher = await _broker.WatchAsync(LineFolder.Root + "/#");
        _folder = new LineFolder("folder:.", _broker.Port);
        var images = _folder.NewFolder("images");
        var odd = Drawn.Stickered((await Drawn.GoodAsync(1, seed: 9))[0]);
        foreach (var (index, image) in (await Drawn.GoodAsync(Taught)).Concat(Enumerable.Repeat(odd, Odd)).Index())
        {
            await File.WriteAllBytesAsync(Path.Combine(images, $"{index:D3}.png"), image);
        }

        _folder.SetSource($"folder:{images}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_line is not null)
        {
            await _line.DisposeAsync();
        }

        _folder!.Dispose();
        await _watcher!.DisposeAsync();
        await _broker!.DisposeAsync();
    }

    /// <summary>Starts the line and teaches it; the first head.</summary>
    private async Task<string> TeachAsync()
    {
        _line = await RunningLine.StartAsync(Folder);
        await Line.PassAsync(Taught);
        await Anna.LabelAllAsync([.. Folder.Inspections().Select(r => (r.PartId, "ok"))]);
        (await Anna.AskTrainAsync()).GetProperty("status").GetString().ShouldBe("accepted");
        var training = await Watcher.TrainingAsync(1);
        await Anna.ApproveAsync(training);
        return training.Head!;
    }

    /// <summary>Lets odd parts pass until one is, or is not, in the lockbox; it must have been rejected.</summary>
    private async Task<string> PassUntilAsync(bool inLockbox)
    {
        Row last;
        do
        {
            await Line.PassAsync(1);
            last = Folder.Inspections()[^1];
            last.Verdict.ShouldNotBe("OK");
        }
        while (Lockbox.Holds(last.PartId) != inLockbox);

        return last.PartId;
    }

    private static string Detail(JsonElement answer) => answer.GetProperty("detail").GetString()!;
}
