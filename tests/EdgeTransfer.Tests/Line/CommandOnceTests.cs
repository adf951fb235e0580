using EdgeTransfer.Core.Messages;
using EdgeTransfer.Storage.Commands;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>Every command is carried out once, whatever is sent again and whenever.</summary>
public class CommandOnceTests
{
    [Fact]
    public async Task Commands_RepeatedBeforeAndAfterARestart_AreAnsweredAlikeAndDoneOnce()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var folder = new LineFolder("sim:disc", broker.Port);
        var anna = new Operator(broker.Port);
        (string Name, object Fields, Guid Id, string Reason)[] commands =
        [
            ("label", new { partId = "top-1", label = "ok" }, Guid.NewGuid(), ""),
            ("labels", new { labels = new[] { new { partId = "top-1", label = "crack" }, new { partId = "top-2", label = "ok" }, new { partId = "top-9", label = "ok" } } }, Guid.NewGuid(), ""),
            ("golden", new { partId = "top-2" }, Guid.NewGuid(), ""),
            ("golden", new { partId = "top-2", release = true }, Guid.NewGuid(), ""),
            ("golden", new { partId = "top-3" }, Guid.NewGuid(), "not_labelled"),
            ("threshold", new { unsureFrom = 1, ngFrom = 2 }, Guid.NewGuid(), "not_taught"),
            ("cancel-training", new { }, Guid.NewGuid(), "no_training"),
            ("activate", new { }, Guid.NewGuid(), "nothing_waits"),
            ("trigger", new { }, Guid.NewGuid(), "free_running"),
            ("pause", new { reason = "new lamp" }, Guid.NewGuid(), ""),
            ("resume", new { }, Guid.NewGuid(), ""),
        ];
        List<string> answers = [];
        await using (var line = await RunningLine.StartAsync(folder))
        {
            await line.PassAsync(3);
            foreach (var (name, fields, id, reason) in commands)
            {
                var answer = await anna.AskHeadAsync(name, fields, id);
                answers.Add(answer.GetProperty("detail").GetString()!);
                (answer.TryGetProperty("reason", out var said) ? said.GetString() : "").ShouldBe(reason, $"{answer}");
                answer.GetProperty("commandId").GetGuid().ShouldBe(id);
                (answer.GetProperty("command").GetString(), answer.GetProperty("station").GetString()).ShouldBe((name, "top"));
            }

            var done = Counts(folder);
            await ShouldAnswerAlikeAsync(anna, commands, answers);
            Counts(folder).ShouldBe(done);
            await line.StopAsync();
        }

        await using (var again = await RunningLine.StartAsync(folder))
        {
            var done = Counts(folder);
            await ShouldAnswerAlikeAsync(anna, commands, answers);
            Counts(folder).ShouldBe(done);
            (await anna.AskHeadAsync("label", new { partId = "top-1", label = "pit" }, commands[0].Id)).ShouldBeRefused("id_used");
            (await anna.AskHeadAsync("pause", new { }, commands[2].Id)).ShouldBeRefused("id_used");
            Counts(folder).ShouldBe(done);
            await again.StopAsync();
        }
    }

    [Fact]
    public async Task Trigger_BegunWhenTheDeviceStopped_IsNotDoneAgain()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var folder = new LineFolder("sim:disc", broker.Port);
        folder.SetSource("sim:disc", trigger: EdgeTransfer.Configuration.TriggerMode.Command);
        await using var line = await RunningLine.StartAsync(folder);
        var command = new TriggerCommand(Guid.NewGuid(), "anna");
        var digest = CommandReader.Digest(LineFolder.Station, "trigger", command, CommandJson.Default.TriggerCommand);

        // as a power cut after the first write leaves it
        await line.Get<ReplyStore>().SaveAsync(new(command.Id, LineFolder.Station, "trigger", digest, DateTimeOffset.UnixEpoch, ""));

        (await new Operator(broker.Port).AskHeadAsync("trigger", new { }, command.Id)).ShouldBeRefused("interrupted");
        folder.Inspections().ShouldBeEmpty();
        await line.StopAsync();
    }

    [Fact]
    public async Task Command_AfterItsTime_IsRefusedWithTheClockOfTheDevice()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var folder = new LineFolder("sim:disc", broker.Port);
        await using var line = await RunningLine.StartAsync(folder);
        var anna = new Operator(broker.Port);

        var late = await anna.AskHeadAsync("pause", new { expires = "2026-01-01T00:00:00Z" });

        late.ShouldBeRefused("expired");
        late.GetProperty("deviceTime").GetDateTimeOffset().ShouldBeGreaterThan(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        line.Station.Hold.IsPaused.ShouldBeFalse();
        (await anna.AskHeadAsync("review", new { expires = "2026-01-01T00:00:00Z" })).ShouldBeRefused("expired");
        (await anna.AskHeadAsync("pause", new { expires = "2999-01-01T00:00:00Z" })).ShouldBeDone();

        // the device was at work in a later year than its clock says
        await line.Get<ReplyStore>().SaveAsync(new(Guid.NewGuid(), "top", "label", "", new DateTimeOffset(2998, 1, 1, 0, 0, 0, TimeSpan.Zero), "{}"));
        (await anna.AskHeadAsync("resume", new { expires = "2999-01-01T00:00:00Z" })).ShouldBeRefused("clock_wrong");
        (await anna.AskHeadAsync("resume", new { })).ShouldBeDone();
        await line.StopAsync();
    }

    private static async Task ShouldAnswerAlikeAsync(Operator anna, (string Name, object Fields, Guid Id, string Reason)[] commands, List<string> answers)
    {
        foreach (var ((name, fields, id, _), answer) in commands.Zip(answers))
        {
            (await anna.AskHeadAsync(name, fields, id)).GetProperty("detail").GetString().ShouldBe(answer);
        }
    }

    private static string Counts(LineFolder folder) => folder.Query<string>(
        "SELECT (SELECT COUNT(*) FROM label) || ' ' || (SELECT COUNT(*) FROM golden) || ' ' || (SELECT COUNT(*) FROM log) || ' ' || (SELECT COUNT(*) FROM command) || ' ' || (SELECT paused || at FROM hold)")[0];
}
