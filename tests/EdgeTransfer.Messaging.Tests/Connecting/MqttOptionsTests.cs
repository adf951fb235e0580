namespace EdgeTransfer.Messaging.Connecting;

public class MqttOptionsTests
{
    [Fact]
    public void Errors_Defaults_None() => new MqttOptions().Errors().ShouldBeEmpty();

    [Fact]
    public void Errors_SeveralWrong_AllAreTold()
    {
        var options = new MqttOptions
        {
            Host = "broker",
            Port = 0,
            PasswordFile = "/p",
            CaFile = "/ca",
            ReconnectMin = TimeSpan.FromSeconds(10),
            ReconnectMax = TimeSpan.FromSeconds(5),
            CommandQueue = 0,
        };

        var errors = options.Errors();

        errors.Count.ShouldBe(5);
        string[] words = ["Port 0", "PasswordFile needs User", "CaFile needs Tls", "ReconnectMin", "CommandQueue"];
        words.ShouldAllBe(word => errors.Any(e => e.Contains(word)));
    }

    [Theory]
    [InlineData(-0.1, 0)]
    [InlineData(1.1, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 4_999)]
    [InlineData(1, 1_000_001)]
    public void Errors_ShareOrPicturesOutOfRange_Refused(double share, int bytes) =>
        new MqttOptions { InspectionShare = share, ImageBytes = bytes }.Errors().ShouldHaveSingleItem();

    [Fact]
    public void Errors_EmbeddedWithCredentialsAndTls_Refused() =>
        new MqttOptions { Host = " ", Tls = true, User = "u" }.Errors().Count.ShouldBe(2);
}
