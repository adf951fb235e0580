using System.Text;
using System.Text.Json;
using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

public class MessageJsonTests
{
    [Fact]
    public void Write_Inspection_UsesTheWordsOfTheDesign()
    {
        var inspection = new Inspection
        {
            Id = Guid.Empty,
            Station = "top",
            Trigger = 7,
            PartId = "top-7",
            Product = "disc",
            Origin = "7",
            At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Verdict = Verdict.NotInspected,
            Reason = NotInspectedReason.NotTaught,
            Judges = new(null, null, "r", "c"),
        };

        var json = Encoding.UTF8.GetString(MessageJson.Write(InspectionMessage.Of(inspection)));

        json.ShouldContain("\"verdict\":\"NOT_INSPECTED\"");
        json.ShouldContain("\"reason\":\"not_taught\"");
        json.ShouldContain("\"trigger\":7");
    }

    [Fact]
    public void Read_WhatWasWritten_GivesTheSameMessage()
    {
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var alert = AlertMessage.About("top", new FaultNotice(FaultPhase.Begin, NotInspectedReason.Dark, null, at, 1), at);

        JsonSerializer.Deserialize(MessageJson.Write(alert), MessageJson.Default.AlertMessage).ShouldBe(alert);
    }
}
