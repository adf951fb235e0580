using System.Text;
using System.Text.Json;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>Labels over MQTT as events: told what was there before, never counted twice, in the log that goes out.</summary>
public class LabelEventTests(SharedLine shared) : IClassFixture<SharedLine>
{
    [Fact]
    public async Task Label_RepeatedConflictingAndContradicted_IsAnsweredAndLogged()
    {
        LabelCommand first = new(Guid.NewGuid(), "top-2", "crack", "anna", Role: "quality", Reason: "a hair"), second = new(Guid.NewGuid(), "top-2", "ok", "bob");

        (await AskAsync(first)).GetProperty("detail").GetString().ShouldBe("top-2 is 'crack'.");
        var said = (await AskAsync(second)).GetProperty("detail").GetString()!;
        said.ShouldStartWith("top-2 is 'ok' (was 'crack' by anna, ");
        (await AskAsync(second)).GetProperty("detail").GetString().ShouldBe(said);
        var reused = await AskAsync(second with { Label = "pit" });
        reused.GetProperty("reason").GetString().ShouldBe("id_used");

        shared.Folder.Query<string>("SELECT class || ' ' || name FROM label JOIN operator ON key = said_by WHERE part_id = 'top-2' ORDER BY seq").ShouldBe(["crack anna", "ok bob"]);
        shared.Folder.Query<string>("SELECT kind FROM log WHERE subject = 'top-2'").ShouldBe(["label", "label"]);
        var run = (await Cli.Run.Of(Path.GetTempPath(), "log", "verify", "--data", shared.Folder.Data)).Succeeded();
        run.Output.ShouldHaveSingleItem().ShouldStartWith("The log is sound");
    }

    [Fact]
    public async Task Review_OfAnUntaughtLine_AnswersWithAListAndSaysWhatIsMissing()
    {
        var answer = await shared.Anna.AskAsync(LineFolder.Topic("cmd/review"), $$"""{"id":"{{Guid.NewGuid()}}","by":"anna"}""");

        answer.GetProperty("status").GetString().ShouldBe("done");
        answer.GetProperty("review").GetProperty("labels").GetArrayLength().ShouldBe(0);
        answer.GetProperty("detail").GetString()!.ShouldContain("no active head yet");
        (await shared.Anna.AskAsync(LineFolder.Topic("cmd/review"), $$"""{"id":"{{Guid.NewGuid()}}","by":"anna","limit":0}""")).GetProperty("reason").GetString().ShouldBe("malformed");
    }

    [Fact]
    public async Task Start_OfTheService_GivesOutTheHeadOfTheLogRetained()
    {
        await Eventually.TrueAsync(() => shared.Watcher.Messages.Any(m => m.Topic == LineFolder.Root + "/log"), "the head of the log came", shared.Watcher.Text);

        var head = JsonSerializer.Deserialize(shared.Watcher.Messages.First(m => m.Topic == LineFolder.Root + "/log").Payload, MessageJson.Default.LogHeadMessage)!;

        head.Schema.ShouldBe("edgetransfer/log/1");
        head.Rows.ShouldBe(head.LogSeq);
        (await Cli.Run.Of(Path.GetTempPath(), "log", "verify", "--data", shared.Folder.Data, "--expect", $"{head.LogSeq}:{head.Hash}")).Succeeded();
    }

    private Task<JsonElement> AskAsync(LabelCommand command) => shared.Anna.AskAsync(LineFolder.Topic("cmd/label"), Encoding.UTF8.GetString(CommandJson.Write(command)));
}
