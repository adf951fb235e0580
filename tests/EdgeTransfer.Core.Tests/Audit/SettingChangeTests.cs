using System.Text.Json;

namespace EdgeTransfer.Core.Audit;

public class SettingChangeTests
{
    [Theory]
    [InlineData("""{"a":1,"b":{"c":"x"}}""", """{"b":{"c":"x"},"a":1.0}""", "")]
    [InlineData("""{"a":1}""", """{"a":1,"b":null}""", "")]
    [InlineData("""{"a":null}""", """{}""", "")]
    [InlineData("""{"a":1,"b":{"c":"x","d":true}}""", """{"a":2,"b":{"c":"y","d":true}}""", "a:1>2 b.c:x>y")]
    [InlineData("""{"r":null}""", """{"r":{"x":1,"y":2}}""", "r.x:>1 r.y:>2")]
    [InlineData("""{"r":{"x":1}}""", """{"r":null}""", "r.x:1>")]
    [InlineData("""{"l":[1,2]}""", """{"l":[2,1]}""", "l:[1,2]>[2,1]")]
    public void Between_TwoSettings_TellsEachFieldThatIsAnother(string before, string after, string changes) =>
        string.Join(' ', SettingChange.Between(Json(before), Json(after)).Select(c => $"{c.Field}:{c.Before}>{c.After}")).ShouldBe(changes);

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
