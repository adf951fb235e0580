using System.Buffers.Binary;
using EdgeTransfer.Hosting;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

public class BadImageTests
{
    private static readonly string Good = Path.Combine(Repository.Models, "golden", "input.png");

    [Fact]
    public async Task Folder_WithBrokenImages_NotInspectsThemWithReasonAndGoesOn()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder("folder:.", broker.Port);
        folder.SetSource($"folder:{WriteImages(folder.NewFolder("images"))}");
        await using var line = await RunningLine.StartAsync(folder);
        line.Run();
        await line.FinishedAsync();

        var rows = folder.ShouldConserveTriggers();
        rows.Select(r => (r.Origin, r.Verdict, r.Reason)).ShouldBe(
        [
            ("0.png", "NOT_INSPECTED", "not_taught"),
            ("1-cut.png", "NOT_INSPECTED", "bad_image"),
            ("2-empty.png", "NOT_INSPECTED", "bad_image"),
            ("3.png", "NOT_INSPECTED", "not_taught"),
            ("4-oversized.png", "NOT_INSPECTED", "oversized_image"),
            ("5.png", "NOT_INSPECTED", "not_taught"),
        ]);
        rows[1].Detail!.ShouldContain("1-cut.png ends before its image does");
        rows[2].Detail!.ShouldContain("2-empty.png is empty");
        rows[4].Detail!.ShouldContain("20000×20000 pixels; the limit is 64 megapixels");
        line.Station.Tally.Reasons().Values.ShouldBe([3, 2, 1], ignoreOrder: true);

        // one alert for each state, not for each part, and none that flickers
        await Eventually.TrueAsync(() => watcher.Alerts().Count >= 3, "each state is told", watcher.Text);
        watcher.Alerts().Select(a => $"{a.Fault!.Phase} {a.Fault.Reason} {a.Fault.Count}").ShouldBe(
        [
            "Begin NotTaught 1", "Begin BadImage 1", "Begin OversizedImage 1",
        ]);
        await line.StopAsync();
    }

    [Fact]
    public void Build_WithEmptyFolder_IsRefusedAndLeavesNothingTaken()
    {
        using var folder = new LineFolder("folder:.", 1883);
        var images = folder.NewFolder("images");
        folder.SetSource($"folder:{images}");
        var refused = LineHost.Build(folder.Configuration, _ => { });
        refused.IsOk.ShouldBeFalse();
        refused.Refusal!.Message.ShouldContain("Station top");
        refused.Refusal.Message.ShouldContain("the folder holds no image; put files there");

        File.Copy(Good, Path.Combine(images, "0.png"));
        var built = LineHost.Build(folder.Configuration, _ => { });
        built.IsOk.ShouldBeTrue(built.Refusal?.Message);
        built.Value!.Dispose();
    }

    private static string WriteImages(string folder)
    {
        foreach (var name in new[] { "0.png", "3.png", "5.png" })
        {
            File.Copy(Good, Path.Combine(folder, name));
        }

        var png = File.ReadAllBytes(Good);
        File.WriteAllBytes(Path.Combine(folder, "1-cut.png"), png[..(png.Length / 2)]);
        File.WriteAllBytes(Path.Combine(folder, "2-empty.png"), []);

        // width and height stand behind the signature, and the length and name of the first chunk
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 20_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 20_000);
        File.WriteAllBytes(Path.Combine(folder, "4-oversized.png"), png);
        return folder;
    }
}
