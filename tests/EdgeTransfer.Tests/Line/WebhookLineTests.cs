using EdgeTransfer.Core.Messages;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

public class WebhookLineTests
{
    [Fact]
    public async Task Webhook_AwayAndBack_GetsEveryAlertAsTheBrokerDid()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        await using var receiver = new WebhookReceiver { Answer = _ => "503 Service Unavailable" };
        using var folder = new LineFolder("folder:.", broker.Port);
        var (images, secret) = (folder.NewFolder("images"), Path.Combine(folder.NewFolder("secrets"), "webhook"));
        await File.WriteAllTextAsync(secret, "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n");
        for (var part = 0; part < 10; part++)
        {
            // every other one is empty: two states, an alert for the begin of each
            File.WriteAllBytes(Path.Combine(images, $"{part:D2}.png"), part % 2 == 0 ? [] : await File.ReadAllBytesAsync(Path.Combine(Repository.Models, "golden", "input.png")));
        }

        folder.SetSource($"folder:{images}");
        folder.Settings["Webhook:Url"] = receiver.Url;
        folder.Settings["Webhook:SecretFile"] = secret;
        folder.Settings["Webhook:RetryMin"] = "00:00:00.050";
        folder.Settings["Webhook:RetryMax"] = "00:00:00.200";
        await using (var line = await RunningLine.StartAsync(folder))
        {
            line.Run();
            await line.FinishedAsync();
            await Eventually.TrueAsync(() => watcher.Alerts().Count == 2, "the broker has them, whatever the webhook does", watcher.Text);
            await watcher.SeesAsync(m => m.Topic == LineFolder.Root + "/state" && m.Payload.Contains(StateCodes.WebhookFailing, StringComparison.Ordinal), "the state says so");
            await line.StopAsync();
        }

        receiver.Taken.ShouldBeEmpty();
        receiver.Answer = _ => "200 OK";
        await using var again = await RunningLine.StartAsync(folder);
        await Eventually.TrueAsync(() => receiver.Taken.Count == 2, "both are taken", () => receiver.Summary() + again.Log);
        var (posted, published) = (receiver.Taken.ToList(), watcher.Messages.Where(m => m.Topic == LineFolder.Topic("alert")).Select(m => m.Payload).ToList());
        posted.Select(p => p.Topic).ShouldAllBe(t => t == LineFolder.Topic("alert"));
        posted.Select(p => p.Text).ShouldBe(published.Take(2).Select(p => p[..^1] + ",\"replayed\":true}"));
        posted.Select(p => p.Id).ShouldBe(watcher.Alerts().Take(2).Select(a => a.Id.ToString()));
        await Eventually.TrueAsync(() => folder.Query<string>("SELECT id FROM webhook WHERE sent IS NULL").Count == 0, "nothing waits", again.Log.ToString);
        await again.StopAsync();
    }
}
