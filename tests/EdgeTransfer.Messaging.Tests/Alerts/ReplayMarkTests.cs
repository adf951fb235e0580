using System.Text;
using System.Text.Json;

namespace EdgeTransfer.Messaging.Alerts;

public class ReplayMarkTests
{
    [Theory]
    [InlineData("{\"id\":7,\"text\":\"a}\"}", "{\"id\":7,\"text\":\"a}\",\"replayed\":true}")]
    [InlineData("{}", "{\"replayed\":true}")]
    [InlineData("[1]", "[1]")]
    [InlineData("00001", "00001")]
    [InlineData("}", "}")]
    [InlineData("", "")]
    public void Set_Payload_HasTheFieldAtItsEndWhenItIsAnObject(string payload, string marked) =>
        Encoding.UTF8.GetString(ReplayMark.Set(Encoding.UTF8.GetBytes(payload)).Span).ShouldBe(marked);

    [Fact]
    public void Set_AnyObject_IsStillJsonWithAllItsFields() => Gen.Dictionary(Gen.String, Gen.Int).Sample(fields =>
    {
        var marked = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(ReplayMark.Set(JsonSerializer.SerializeToUtf8Bytes(fields)).Span)!;

        marked.Count.ShouldBe(fields.Count + (fields.ContainsKey("replayed") ? 0 : 1));
        marked["replayed"].GetBoolean().ShouldBeTrue();
    });
}
