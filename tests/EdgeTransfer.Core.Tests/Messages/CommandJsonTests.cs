using System.Text.Json;

namespace EdgeTransfer.Core.Messages;

public class CommandJsonTests
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

    private static LabelCommand? Read(string json) => JsonSerializer.Deserialize(json, CommandJson.Default.LabelCommand);
}
