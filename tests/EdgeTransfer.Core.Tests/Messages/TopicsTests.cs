namespace EdgeTransfer.Core.Messages;

public class TopicsTests
{
    private static readonly Topics Topics = new("plant", "line1");

    [Theory]
    [InlineData("edgetransfer/plant/line1/top/cmd/label", "top", "label")]
    [InlineData("edgetransfer/plant/line1/top/cmd/train", "top", "train")]
    public void Parse_CommandTopic_GivesStationAndCommand(string topic, string station, string command) =>
        Topics.Parse(topic).ShouldBe((station, command));

    [Theory]
    [InlineData("edgetransfer/plant/line2/top/cmd/label")]
    [InlineData("edgetransfer/plant/line1/top/alert")]
    [InlineData("edgetransfer/plant/line1/top/cmd/label/more")]
    [InlineData("edgetransfer/plant/line1")]
    public void Parse_OtherTopic_GivesNothing(string topic) => Topics.Parse(topic).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a+b")]
    [InlineData("#")]
    [InlineData("..")]
    public void Constructor_NameThatIsNoLevel_Throws(string name) => Should.Throw<ArgumentException>(() => new Topics(name, "d"));
}
