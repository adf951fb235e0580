using System.Text.Json;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Core.Gates;

public class GateReportTests
{
    [Fact]
    public void Json_ReportOfEverything_ComesBackTheSame()
    {
        var input = Table.Sound(59, 59).Defects(4, null, Verdict.Ok, "stain").Input() with
        {
            Golden = [new(new("g", "scratch", Verdict.Ng), Verdict.Ng)], OutOfFold = new(50, 2, 60, 3), Latency = null,
        };
        var report = Gate.Judge(input, new());

        var json = MessageJson.Write(report);
        var back = JsonSerializer.Deserialize(json, MessageJson.Default.GateReport);

        MessageJson.Write(back).ShouldBe(json, "nothing was lost on the way back");
        (back!.Decision, back.Sentence, back.Spent, back.Escapes).ShouldBe((report.Decision, report.Sentence, report.Spent, report.Escapes));
        back.Checks.Select(c => (c.Kind, c.Outcome)).ShouldBe(report.Checks.Select(c => (c.Kind, c.Outcome)));
    }

    [Fact]
    public void Json_Report_UsesTheWordsOfTheDesign()
    {
        using var json = JsonDocument.Parse(MessageJson.Write(Table.Sound(12, 30).Judge()));
        var root = json.RootElement;

        root.GetProperty("schema").GetString().ShouldBe(GateReport.CurrentSchema);
        root.GetProperty("decision").GetString().ShouldBe("inconclusive");
        root.TryGetProperty("passed", out _).ShouldBeFalse();
        root.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("kind").GetString())
            .ShouldBe(["golden", "escapes", "false_rejects", "unsure_defects", "enough_parts", "significance", "latency", "golden_vectors"]);
        root.GetProperty("checks")[4].GetProperty("numbers").GetProperty("defectsNeeded").GetInt32().ShouldBe(59);
        root.GetProperty("escapes").GetProperty("adverse").GetInt32().ShouldBe(0);
        root.GetProperty("challenger").GetProperty("escapeRate").GetProperty("upper").GetDouble().ShouldBe(0.2209, 1e-4);
    }

    [Fact]
    public void Json_TrainingMessage_CarriesTheReport()
    {
        var report = Table.Sound(12, 30).Judge();
        var message = new TrainingMessage(Guid.Empty, null, TrainingReason.OnDemand, "ann", 42, "inconclusive", "h", report.Sentence, report, 1, null);

        var back = JsonSerializer.Deserialize(MessageJson.Write(message), MessageJson.Default.TrainingMessage)!.Gate;

        MessageJson.Write(back).ShouldBe(MessageJson.Write(report));
    }
}
