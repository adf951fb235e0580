namespace EdgeTransfer.Messaging.Commands;

public class ReplyAddressTests
{
    [Theory]
    [InlineData("asker/1", true)]
    [InlineData("edgetransfer/hall/line-10/x", true)]
    [InlineData("edgetransfer/hall/line-1", false)]
    [InlineData("edgetransfer/hall/line-1/state", false)]
    [InlineData("asker/+", false)]
    [InlineData("asker/#", false)]
    [InlineData("$SYS/x", false)]
    [InlineData("", false)]
    public void IsAllowed_Topic_AsStated(string topic, bool allowed) => ReplyAddress.IsAllowed(topic, Device.Topics).ShouldBe(allowed);
}
