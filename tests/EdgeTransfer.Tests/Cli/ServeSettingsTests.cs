namespace EdgeTransfer.Tests.Cli;

/// <summary>Settings that cannot be used: all that is wrong at once, a line each, and nothing has been started.</summary>
public sealed class ServeSettingsTests : IDisposable
{
    private const string Good = """
        { "schema": "edgetransfer/station/1", "station": "top", "camera": { "source": "sim:disc?count=1" }, "recipe": { "product": "disc" } }
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Serve_NoSettings_AsksForAStationFile() => (await ServeAsync()).ShouldContain("StationFiles is empty");

    [Theory]
    [InlineData("Device:Nope=1", "Nope")]
    [InlineData("Device:OutboxLimit=many", "OutboxLimit")]
    [InlineData("Device:OutboxLimit=1", "OutboxLimit must be 10 to")]
    [InlineData("Device:Site=a/b", "Site 'a/b'")]
    [InlineData("Device:StopWithin=10", "StopWithin")]
    [InlineData("Mqtt:Port=70000", "Port")]
    [InlineData("Learning:RandomShare=2", "RandomShare must be 0 to 1")]
    [InlineData("Inference:Threads=0", "Inference:Threads")]
    public async Task Serve_UnusableSetting_NamesIt(string setting, string words)
    {
        var station = _folder.Write("station.json", Good);

        (await ServeAsync($"Device:StationFiles:0={station}", setting)).ShouldContain(words);
    }

    [Fact]
    public async Task Serve_SeveralUnusableSettings_NamesAllOfThem()
    {
        var text = await ServeAsync("Device:OutboxLimit=1", "Learning:RandomShare=2", "Device:StationFiles:0=missing.json");

        text.ShouldSatisfyAllConditions(t => t.ShouldContain("OutboxLimit"), t => t.ShouldContain("RandomShare"), t => t.ShouldContain("missing.json"));
    }

    [Theory]
    [InlineData("{", "station.json")]
    [InlineData("null", "station.json")]
    [InlineData("[]", "station.json")]
    [InlineData("{}", "station.json")]
    [InlineData("""{ "schema": "edgetransfer/station/9", "station": "top", "camera": { "source": "sim:disc" }, "recipe": { "product": "disc" } }""", "edgetransfer/station/9")]
    [InlineData("""{ "schema": "edgetransfer/station/1", "station": "a b", "camera": { "source": "sim:disc" }, "recipe": { "product": "disc" } }""", "station 'a b'")]
    [InlineData("""{ "schema": "edgetransfer/station/1", "station": "top", "camera": null, "recipe": { "product": "disc" } }""", "camera")]
    [InlineData("""{ "schema": "edgetransfer/station/1", "station": "top", "camera": {}, "recipe": { "product": "disc" } }""", "source")]
    [InlineData("""{ "schema": "edgetransfer/station/1", "station": "top", "camera": { "source": null }, "recipe": { "product": "disc" } }""", "source")]
    [InlineData("""{ "schema": "edgetransfer/station/1", "station": "top", "camera": { "source": "tape:1" }, "recipe": { "product": "disc" } }""", "tape:1")]
    [InlineData("""{ "schema": "edgetransfer/station/1", "station": "top", "camera": { "source": "folder:missing" }, "recipe": { "product": "disc" } }""", "folder:missing")]
    [InlineData("""{ "schema": "edgetransfer/station/1", "station": "top", "camera": { "source": "sim:disc" }, "recipe": { "product": "disc", "inputSize": 100 } }""", "InputSize 100")]
    [InlineData("""{ "schema": "edgetransfer/station/1", "station": "top", "camera": { "source": "sim:disc" }, "recipe": { "product": "disc", "colour": 1 } }""", "colour")]
    [InlineData("""{ "schema": "edgetransfer/station/1", "station": "top", "camera": { "source": "sim:disc" }, "recipe": { "product": "disc", "guard": null } }""", "guard")]
    [InlineData("""{ "schema": "edgetransfer/station/1", "station": "top", "camera": { "source": "sim:disc" }, "recipe": { "product": "disc" }, "scale": { "millimetresPerPixel": 0 } }""", "millimetresPerPixel")]
    public async Task Serve_BadStationFile_NamesFileOrSetting(string file, string words)
    {
        var station = _folder.Write("station.json", file);

        (await ServeAsync($"Device:StationFiles:0={station}")).ShouldContain(words);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> ServeAsync(params string[] settings)
    {
        var data = _folder.Path("data");

        var run = await Run.Of(_folder.Root, ["serve", "--set", $"Device:DataFolder={data}", "--set", "Mqtt:Port=0", .. settings.SelectMany(s => new[] { "--set", s })]);

        run.WithoutStackTrace().ExitCode.ShouldBe(2, run.Text);
        run.Output.ShouldBeEmpty(run.Text);
        Directory.Exists(data).ShouldBeFalse("nothing may be made before the settings hold");
        return string.Join('\n', run.Errors);
    }
}
