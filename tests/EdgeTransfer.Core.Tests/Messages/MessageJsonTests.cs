using System.Text;
using System.Text.Json;
using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

public class MessageJsonTests
{
    private const string Valid = """{"id":"01980000-0000-7000-8000-000000000001","partId":"top-1","label":"ok","by":"anna"}""";

    [Fact]
    public void Read_ValidLabel_GivesItsFields() =>
        Read(Valid).ShouldBe(new LabelCommand(Guid.Parse("01980000-0000-7000-8000-000000000001"), "top-1", "ok", "anna"));

    [Theory]
    [InlineData("""{"id":"01980000-0000-7000-8000-000000000001","partId":"top-1","label":"ok"}""")]
    [InlineData("""{"id":"01980000-0000-7000-8000-000000000001","partId":"top-1","label":"ok","by":"anna","extra":1}""")]
    [InlineData("""{"id":"01980000-0000-7000-8000-000000000001","partId":null,"label":"ok","by":"anna"}""")]
    [InlineData("""{"id":"no uuid","partId":"top-1","label":"ok","by":"anna"}""")]
    [InlineData("""{"id":"01980000-0000-7000-8000-000000000001","partId":"a","partId":"b","label":"ok","by":"anna"}""")]
    [InlineData("""{"id":"01980000-0000-7000-8000-000000000001","partId":"top-1","label":"ok","by":"anna"} trailing""")]
    [InlineData("")]
    [InlineData("[]")]
    public void Read_BrokenContract_Throws(string json) => Should.Throw<JsonException>(() => Read(json));

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

    private static LabelCommand? Read(string json) => JsonSerializer.Deserialize(json, MessageJson.Default.LabelCommand);
}
