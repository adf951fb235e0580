using System.Text.Json;
using EdgeTransfer.Tests.Cli;

namespace EdgeTransfer.Tests.Demo;

/// <summary>The whole demo as a user starts it: taught, corrected over MQTT, trained twice, swapped.</summary>
public sealed class DemoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Demo_FewestParts_ConservesTriggersTrainsTwiceAndSwaps()
    {
        var file = _folder.Path("result.json");

        var run = (await Run.Of(_folder.Root, "demo", "--parts", "120", "--period", "0", "--json", file)).Succeeded();

        var result = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        Names(result).ShouldBe(
            ["triggers", "verdicts", "notInspected", "alerts", "labels", "trainings", "swaps", "headVersions", "escapes", "falseRejects", "p50Ms", "p99Ms", "heads"],
            ignoreOrder: true);
        var verdicts = result.GetProperty("verdicts");
        Names(verdicts).ShouldBe(["OK", "NG", "UNSURE", "NOT_INSPECTED"], ignoreOrder: true);
        Number(result, "triggers").ShouldBe(120);
        verdicts.EnumerateObject().Sum(v => v.Value.GetInt64()).ShouldBe(120, run.Text);
        result.GetProperty("notInspected").EnumerateObject().Sum(v => v.Value.GetInt64()).ShouldBe(Number(verdicts, "NOT_INSPECTED"));
        Number(result, "trainings").ShouldBe(2);
        Number(result, "swaps").ShouldBeInRange(1, 2);
        result.GetProperty("headVersions").GetArrayLength().ShouldBe((int)Number(result, "swaps"));
        Number(result, "labels").ShouldBeGreaterThan(30);
        Number(result, "alerts").ShouldBeGreaterThanOrEqualTo((int)(Number(verdicts, "NG") + Number(verdicts, "UNSURE")));
        result.GetProperty("p99Ms").GetDouble().ShouldBeGreaterThanOrEqualTo(result.GetProperty("p50Ms").GetDouble());
        var heads = result.GetProperty("heads").EnumerateArray().ToList();
        heads.Sum(h => Number(h, "escapes")).ShouldBe(Number(result, "escapes"));
        heads.Sum(h => Number(h, "falseRejects")).ShouldBe(Number(result, "falseRejects"));
        run.Text.ShouldNotContain("fail: ");
        Directory.GetFileSystemEntries(_folder.Root).ShouldBe([file], "without --data nothing is left");
    }

    public void Dispose() => _folder.Dispose();

    private static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(p => p.Name);
}
