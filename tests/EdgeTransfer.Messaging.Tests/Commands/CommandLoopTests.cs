using EdgeTransfer.Testing;

namespace EdgeTransfer.Messaging.Commands;

public class CommandLoopTests
{
    private const string Answers = "asker/answers";

    [Fact]
    public async Task Command_WithResponseTopic_AnsweredWithCorrelation()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var device = await Device.StartAsync(broker);
        await device.ConnectedAsync();

        var refused = await AskAsync(broker.Port, "refuse");
        refused.ShouldStartWith("""7 {"schema":"edgetransfer/reply/1","id":""");
        refused.ShouldEndWith(""","status":"refused","reason":"unknown_part","detail":"no such part"}""");
        (await AskAsync(broker.Port, "label")).ShouldEndWith(""","status":"done","detail":"done"}""");
        device.Handler.Requests.Last().ShouldSatisfyAllConditions(r => r.Station.ShouldBe("cam"), r => r.Name.ShouldBe("label"), r => r.Payload.Length.ShouldBe(2));
    }

    [Fact]
    public async Task Command_HandlerThrows_AnsweredAsFaultAndNextIsServed()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var device = await Device.StartAsync(broker);
        device.ExpectedErrors.Add(5300);
        await device.ConnectedAsync();

        (await AskAsync(broker.Port, "throw")).ShouldContain("\"reason\":\"fault\"");
        (await AskAsync(broker.Port, "label")).ShouldContain("done");
        device.Logs.Count(l => l.Id == 5300).ShouldBe(1);
    }

    [Fact]
    public async Task Command_Retained_IgnoredBeforeAndAfterConnect()
    {
        await using var broker = await Mosquitto.StartAsync();
        await SendAsync(broker.Port, "old", "-r", "-m", "{}");
        await using var device = await Device.StartAsync(broker);
        await device.ConnectedAsync();
        await SendAsync(broker.Port, "live", "-r", "-m", "{}");
        await SendAsync(broker.Port, "last", "-m", "{}");

        await Eventually.TrueAsync(() => !device.Handler.Requests.IsEmpty, "last one came", device.Text);
        device.Handler.Requests.Select(r => r.Name).ShouldBe(["last"]);
        device.Link.Counters.CommandRefusals["retained"].ShouldBe(1);
    }

    [Fact]
    public async Task Command_OverLimit_RefusedTooLarge()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var device = await Device.StartAsync(broker);
        await device.ConnectedAsync();
        await using var answers = await broker.WatchAsync(Answers);
        var file = Path.Combine(broker.Folder, "large");
        await File.WriteAllBytesAsync(file, new byte[CommandInbox.MaxPayload + 1], TestContext.Current.CancellationToken);

        await SendAsync(broker.Port, "label", "-f", file, "-D", "publish", "response-topic", Answers);

        await answers.SeesAsync(m => m.Payload.Contains("\"too_large\""), "refusal");
        device.Handler.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Command_QueueFull_RefusedBusyAndNoneLost()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var device = await Device.StartAsync(broker, ("CommandQueue", "2"));
        await device.ConnectedAsync();
        await using var answers = await broker.WatchAsync(Answers);
        string[] address = ["-D", "publish", "response-topic", Answers, "-m", "{}"];
        await SendAsync(broker.Port, "wait", address);
        await Eventually.TrueAsync(() => device.Handler.Requests.Count == 1, "first is being carried out", device.Text);

        for (var i = 0; i < 3; i++)
        {
            await SendAsync(broker.Port, "label", address);
        }

        await answers.SeesAsync(m => m.Payload.Contains("\"busy\""), "refusal");
        device.Handler.Open();
        await Eventually.TrueAsync(() => answers.Messages.Count == 4, "all answered", answers.Text);
        answers.Messages.Count(m => m.Payload.Contains("\"done\"")).ShouldBe(3);
    }

    [Fact]
    public async Task Command_ResponseTopicOfTheDevice_CountedAndNotWritten()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var device = await Device.StartAsync(broker);
        await device.ConnectedAsync();

        await SendAsync(broker.Port, "label", "-m", "{}", "-D", "publish", "response-topic", Device.Topics.State);
        await Eventually.TrueAsync(() => device.Handler.Requests.Count == 1, "carried out", device.Text);
        (await AskAsync(broker.Port, "label")).ShouldContain("done"); // whatever was wrong before would have gone out first

        device.Link.Counters.CommandRefusals["response_topic"].ShouldBe(1);
        await using var state = await broker.WatchAsync(Device.Topics.State);
        await state.SeesAsync(m => m.Payload.Contains("online"), "state untouched");
    }

    internal static async Task<string> AskAsync(int port, string name)
    {
        await using var asker = new ChildProcess("mosquitto_rr", [
            "-V", "5", "-p", $"{port}", "-q", "1", "-t", $"{Device.Topics.Root}/cam/cmd/{name}", "-m", "{}", "-e", Answers,
            "-D", "publish", "correlation-data", "7", "-F", "%D %p", "-W", "30"]);
        (await asker.ExitAsync()).ShouldBe(0);
        return asker.Lines.ShouldHaveSingleItem();
    }

    private static async Task SendAsync(int port, string name, params string[] options)
    {
        await using var sender = new ChildProcess("mosquitto_pub", [
            "-V", "5", "-p", $"{port}", "-q", "1", "-t", $"{Device.Topics.Root}/cam/cmd/{name}", .. options]);
        (await sender.ExitAsync()).ShouldBe(0, string.Join('\n', sender.Lines));
    }
}
