using EdgeTransfer.Configuration;
using Microsoft.Extensions.Configuration;

namespace EdgeTransfer.Tests.Configuration;

public sealed class SettingsTests : IDisposable
{
    private const string Station = """{"schema":"edgetransfer/station/1","station":"top","camera":{"source":"sim:disc"},"recipe":{"product":"disc"}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("settings-").FullName;

    [Fact]
    public void Read_Defaults_Hold()
    {
        var settings = Read(("Device:StationFiles:0", Write("a.json", Station)));
        settings.Device.ShouldBeEquivalentTo(new DeviceOptions { StationFiles = settings.Device.StationFiles });
        settings.Learning.ShouldBe(new LearningOptions());
        settings.Stations.ShouldHaveSingleItem().Station.ShouldBe("top");
    }

    [Fact]
    public void Read_ErrorsInEverySection_AreToldAtOnce()
    {
        var message = Refused(
            ("Device:Site", "hall/1"),
            ("Device:OutboxLimit", "1"),
            ("Device:StopWithin", "00:00:00.1"),
            ("Device:StationFiles:0", Write("a.json", Station.Replace("\"top\"", "\"top/left\"", StringComparison.Ordinal))),
            ("Mqtt:Port", "70000"),
            ("Mqtt:PasswordFile", "secret"),
            ("Webhook:Url", "https://plant.example/alerts"),
            ("Inference:Threads", "0"),
            ("Learning:RandomShare", "1.5"),
            ("Learning:RequireSignedHeads", "true"),
            ("Learning:BankRows", "1"));
        foreach (var said in new[]
        {
            "Device: Site 'hall/1'", "OutboxLimit must be 10 to 10000000, not 1", "StopWithin must be", "a.json: station 'top/left'",
            "Mqtt: Port must be 0 to 65535, not 70000", "PasswordFile needs User", "Webhook: Url needs SecretFile", "Inference:Threads is 0", "RandomShare must be 0 to 1, not 1.5", "BankRows must be 16", "RequireSignedHeads needs TrustedKeys",
        })
        {
            message.ShouldContain(said);
        }

        message.Split(Environment.NewLine).ShouldBeUnique();
    }

    [Theory]
    [InlineData("Device:Nmae", "edge", "Device: ", "Nmae")]
    [InlineData("Mqtt:Hots", "broker", "Mqtt: ", "Hots")]
    [InlineData("Webhook:Secret", "whsec_", "Webhook: ", "Secret")]
    [InlineData("Inference:Thread", "2", "Inference: ", "Thread")]
    [InlineData("Learning:RandomShares", "1", "Learning: ", "RandomShares")]
    [InlineData("Mqtt:Port", "many", "Mqtt: ", "Port")]
    [InlineData("Device:StopWithin", "soon", "Device: ", "StopWithin")]
    [InlineData("Device:OutboxBytes", "1", "Device: ", "OutboxBytes must be 1000000 to")]
    [InlineData("Device:OutboxAge", "00:00:01", "Device: ", "OutboxAge must be 00:01:00 to")]
    [InlineData("Device:OutboxFull", "Sometimes", "Device: ", "OutboxFull")]
    [InlineData("Device:OutboxFull", "7", "Device: ", "OutboxFull must be Hold or DropOldest")]
    public void Read_KeyOrValueThatIsNone_IsRefusedByName(string key, string value, string section, string said)
    {
        var message = Refused((key, value), ("Device:StationFiles:0", Write("a.json", Station)));
        message.ShouldStartWith(section);
        message.ShouldContain(said);
    }

    [Fact]
    public void Read_WithoutStationFile_SaysWhatToName() => Refused().ShouldContain("StationFiles is empty: name at least one station file");

    [Fact]
    public void Read_SeveralStationFiles_EachErrorNamesItsFile()
    {
        var message = Refused(
            ("Device:StationFiles:0", Path.Combine(_folder, "missing.json")),
            ("Device:StationFiles:1", Write("cut.json", Station[..40])),
            ("Device:StationFiles:2", Write("field.json", Station.Replace("\"camera\"", "\"cammera\"", StringComparison.Ordinal))),
            ("Device:StationFiles:3", Write("old.json", Station.Replace("station/1", "station/0", StringComparison.Ordinal))),
            ("Device:StationFiles:4", Write("size.json", Station.Replace("\"disc\"}", "\"disc\",\"inputSize\":100}", StringComparison.Ordinal))),
            ("Device:StationFiles:5", Write("null.json", "null")),
            ("Device:StationFiles:6", Write("nothing.json", Station.Replace("{\"source\":\"sim:disc\"}", "null", StringComparison.Ordinal))),
            ("Device:StationFiles:7", _folder));
        foreach (var said in new[]
        {
            "missing.json cannot be read", "cut.json: ", "field.json: ", "cammera", "old.json: schema is 'edgetransfer/station/0', expected 'edgetransfer/station/1'",
            "size.json: InputSize 100 must be a multiple of 32", "null.json: ", "nothing.json: ", $"{_folder} cannot be read",
        })
        {
            message.ShouldContain(said);
        }
    }

    [Fact]
    public void Read_StationOrProductTwice_IsRefused()
    {
        var message = Refused(("Device:StationFiles:0", Write("a.json", Station)), ("Device:StationFiles:1", Write("b.json", Station)));
        message.ShouldContain("Two station files name the station 'top'");
        message.ShouldContain("Two stations, or two recipes of one, inspect the product 'disc'");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Settings Read(params (string Key, string Value)[] pairs)
    {
        var settings = Settings.Read(Configuration(pairs));
        settings.IsOk.ShouldBeTrue(settings.Refusal?.Message);
        return settings.Value!;
    }

    private static string Refused(params (string Key, string Value)[] pairs)
    {
        var settings = Settings.Read(Configuration(pairs));
        settings.IsOk.ShouldBeFalse();
        return settings.Refusal!.Message;
    }

    private static IConfigurationRoot Configuration((string Key, string Value)[] pairs) =>
        new ConfigurationBuilder().AddInMemoryCollection(pairs.Select(p => KeyValuePair.Create<string, string?>(p.Key, p.Value))).Build();
}
