using System.Text;
using System.Text.Json;
using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

public class MessageJsonTests
{
    [Fact]
    public void Write_Inspection_UsesTheWordsOfTheDesign()
    {
        var inspection = NotTaught();

        var json = Encoding.UTF8.GetString(MessageJson.Write(InspectionMessage.Of(inspection, sampled: true)));

        json.ShouldContain("\"verdict\":\"NOT_INSPECTED\"");
        json.ShouldContain("\"reason\":\"not_taught\"");
        json.ShouldContain("\"trigger\":7");
        json.ShouldNotContain("regions");
    }

    [Fact]
    public void Write_InspectionWithARegion_TellsItInPixels()
    {
        var inspection = NotTaught() with { Regions = [new(120.5, 31.25, new(10.5f, 7), new(12, 8.1f), [new(5, 6), new(20, 6), new(20, 14.9f)])] };

        var json = Encoding.UTF8.GetString(MessageJson.Write(AlertMessage.About(inspection, sampled: true)));

        json.ShouldContain("""
            "regions":[{"area":120.5,"peak":31.25,"peakAt":{"x":10.5,"y":7},"centre":{"x":12,"y":8.1},"outline":[{"x":5,"y":6},{"x":20,"y":6},{"x":20,"y":14.9}]}]
            """.Trim());
    }

    [Fact]
    public void Read_WhatWasWritten_GivesTheSameMessage()
    {
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var alert = AlertMessage.About("top", "disc", new FaultNotice(FaultPhase.Begin, NotInspectedReason.Dark, null, Guid.CreateVersion7(at), at, at, 1), at);

        JsonSerializer.Deserialize(MessageJson.Write(alert), MessageJson.Default.AlertMessage).ShouldBe(alert);
    }

    private static Inspection NotTaught() => new()
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
}
