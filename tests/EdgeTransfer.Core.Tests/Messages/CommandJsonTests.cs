using System.Text.Json;

namespace EdgeTransfer.Core.Messages;

public class CommandJsonTests
{
    private const string Valid = """{"id":"01980000-0000-7000-8000-000000000001","partId":"top-1","label":"ok","by":"anna"}""";

    [Fact]
    public void Read_ValidLabel_GivesItsFields() =>
        Read(Valid).ShouldBe(new LabelCommand(Guid.Parse("01980000-0000-7000-8000-000000000001"), "top-1", "ok", "anna"));

    [Fact]
    public void Read_LabelWithMarks_GivesTheBoxes()
    {
        var command = Read(Marked("""[{"x":1,"y":2.5,"width":30,"height":4},{"x":0,"y":0,"width":1e3,"height":1}]"""))!;

        command.Marks.ShouldBe([new(1, 2.5, 30, 4), new(0, 0, 1000, 1)]);
        Read(Marked("null"))!.Marks.ShouldBeNull();
        System.Text.Encoding.UTF8.GetString(CommandJson.Write(command)).ShouldContain("\"marks\":[{\"x\":1,");
        System.Text.Encoding.UTF8.GetString(CommandJson.Write(Read(Valid))).ShouldBe(Valid);
    }

    [Theory]
    [InlineData("""{"x":1,"y":2,"width":3,"height":4}""")]
    [InlineData("""[{"x":1,"y":2,"width":3}]""")]
    [InlineData("""[{"x":1,"y":2,"width":3,"height":4,"depth":5}]""")]
    [InlineData("""[{"x":1,"y":2,"width":3,"height":4,"x":5}]""")]
    [InlineData("""[{"x":"1","y":2,"width":3,"height":4}]""")]
    [InlineData("""[{"x":null,"y":2,"width":3,"height":4}]""")]
    [InlineData("""[{"x":NaN,"y":2,"width":3,"height":4}]""")]
    [InlineData("[[1,2,3,4]]")]
    [InlineData("[null]")]
    public void Read_MarksThatAreNone_Throws(string marks) => Should.Throw<JsonException>(() => Read(Marked(marks)));

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

    private static string Marked(string marks) => Valid[..^1] + $",\"marks\":{marks}}}";

    private static LabelCommand? Read(string json) => JsonSerializer.Deserialize(json, CommandJson.Default.LabelCommand);
}
