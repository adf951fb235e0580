using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

public class BadBrokerTests
{
    private const int ConnectRefused = 5001;

    [Fact]
    public async Task Broker_ThatRefusesThePassword_HoldsUpNoPartAndLosesNoAlert()
    {
        await using var broker = await Mosquitto.StartAsync(
            "allow_anonymous false\npassword_file {folder}/passwords",
            ("passwords", await Mosquitto.PasswordLineAsync("edge", "right") + await Mosquitto.PasswordLineAsync("watcher", "watching")));
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#", "-u", "watcher", "-P", "watching");
        using var folder = new LineFolder("folder:.", broker.Port);
        var (images, password) = (folder.NewFolder("images"), Path.Combine(folder.NewFolder("secrets"), "mqtt"));
        for (var part = 0; part < 10; part++)
        {
            // every other one is empty: two states that flicker
            File.WriteAllBytes(Path.Combine(images, $"{part:D2}.png"), part % 2 == 0 ? [] : await File.ReadAllBytesAsync(Path.Combine(Repository.Models, "golden", "input.png")));
        }

        await File.WriteAllTextAsync(password, "wrong");
        folder.SetSource($"folder:{images}");
        folder.Settings["Mqtt:User"] = "edge";
        folder.Settings["Mqtt:PasswordFile"] = password;
        folder.Settings["Mqtt:ReconnectMin"] = "00:00:00.050";
        folder.Settings["Mqtt:ReconnectMax"] = "00:00:00.200";
        await using var line = await RunningLine.StartAsync(folder, connected: false);
        line.Run();
        await line.FinishedAsync();
        folder.ShouldConserveTriggers().Count.ShouldBe(10);
        await Eventually.TrueAsync(() => line.Log.Of(ConnectRefused).Any(), "the refusal is told", line.Log.ToString);
        line.IsConnected.ShouldBeFalse();
        var waiting = folder.Query<string>("SELECT id FROM outbox ORDER BY seq");
        waiting.Count.ShouldBe(2, "one begin for each state");
        watcher.Messages.ShouldBeEmpty();

        await File.WriteAllTextAsync(password, "right\n");
        await Eventually.TrueAsync(() => watcher.Alerts().Count >= waiting.Count, "the alerts come once the password is right", watcher.Text);
        watcher.Alerts().Select(a => a.Id.ToString()).ShouldBe(waiting);
        await Eventually.TrueAsync(() => folder.Query<string>("SELECT id FROM outbox WHERE sent IS NULL").Count == 0, "the outbox is empty", line.Log.ToString);
        await line.StopAsync();
    }
}
