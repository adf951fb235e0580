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

    [Theory]
    [InlineData("User and UserFile exclude")]
    [InlineData("ClientCertFile needs Tls")]
    [InlineData("ClientKeyFile needs ClientCertFile")]
    [InlineData("DangerouslyTrustAnyCertificate needs Tls")]
    [InlineData("Listen needs ListenPasswordFile")]
    [InlineData("Listen must be an address")]
    [InlineData("Listen is for the embedded broker")]
    [InlineData("ListenCertFile and ListenKeyFile need each other")]
    [InlineData("ListenOperators, ListenCertFile and ListenKeyFile need Listen")]
    public void Errors_SecuritySettingsThatContradict_AreTold(string said)
    {
        var options = said switch
        {
            "User and UserFile exclude" => new MqttOptions { Host = "h", User = "u", UserFile = "/u" },
            "ClientCertFile needs Tls" => new MqttOptions { Host = "h", ClientCertFile = "/c" },
            "ClientKeyFile needs ClientCertFile" => new MqttOptions { Host = "h", Tls = true, ClientKeyFile = "/k" },
            "DangerouslyTrustAnyCertificate needs Tls" => new MqttOptions { Host = "h", DangerouslyTrustAnyCertificate = true },
            "Listen needs ListenPasswordFile" => new MqttOptions { Listen = "0.0.0.0" },
            "Listen must be an address" => new MqttOptions { Listen = "everywhere", ListenPasswordFile = "/p" },
            "Listen is for the embedded broker" => new MqttOptions { Host = "h", Listen = "0.0.0.0", ListenPasswordFile = "/p" },
            "ListenCertFile and ListenKeyFile need each other" => new MqttOptions { Listen = "0.0.0.0", ListenPasswordFile = "/p", ListenCertFile = "/c" },
            _ => new MqttOptions { ListenOperators = ["o"] },
        };

        options.Errors().ShouldHaveSingleItem().ShouldContain(said);
    }
}
