using System.Text.Json;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>What the log tells of a station file that changes between two runs.</summary>
public class RecipeLogTests
{
    [Fact]
    public async Task Start_WithOtherSettings_IsToldOnceFieldByField()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var folder = new LineFolder("sim:disc", broker.Port);
        await RunAsync(folder);
        await RunAsync(folder);
        folder.ShouldHaveAWholeLog().ShouldHaveSingleItem("an unchanged file is told once").ShouldSatisfyAllConditions(
            e => (e.Kind, e.Product, e.Subject, e.By).ShouldBe(("recipe", LineFolder.Product, LineFolder.Station, "station file")),
            e => Changes(e).ShouldBeEmpty(), e => e.Json.ShouldContain("\"first\":true"));

        folder.SetSource("sim:disc?seed=9", new Recipe { Product = LineFolder.Product, TopPatches = 7, Region = new(0, 0, 300, 200) }, new() { AfterLabels = 20 });
        await RunAsync(folder);
        await RunAsync(folder);

        var log = folder.ShouldHaveAWholeLog();
        log.Count.ShouldBe(2);
        Changes(log[1]).ShouldBe(
            ["recipe.region.height none 200", "recipe.region.width none 300", "recipe.region.x none 0", "recipe.region.y none 0", "recipe.topPatches 5 7", "training.afterLabels none 20"]);
        folder.Inspections()[^1].Head.ShouldBeNull();
        folder.Query<string>("SELECT recipe FROM inspection ORDER BY trigger DESC LIMIT 1").ShouldBe([JsonDocument.Parse(log[1].Json).RootElement.GetProperty("hash").GetString()!]);
        folder.Query<string>("SELECT name FROM operator").ShouldBeEmpty();
    }

    private static async Task RunAsync(LineFolder folder)
    {
        await using var line = await RunningLine.StartAsync(folder);
        await line.PassAsync(1);
        await line.StopAsync();
    }

    private static string[] Changes(AuditChain.Entry entry) =>
        [.. JsonDocument.Parse(entry.Json).RootElement.GetProperty("changes").EnumerateArray().Select(c => $"{c.GetProperty("field")} {Of(c, "before")} {Of(c, "after")}")];

    private static string Of(JsonElement change, string name) => change.TryGetProperty(name, out var value) ? value.ToString() : "none";
}
