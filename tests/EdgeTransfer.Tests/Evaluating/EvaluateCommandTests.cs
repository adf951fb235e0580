using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Cli;
using EdgeTransfer.Vision.Simulation;

namespace EdgeTransfer.Tests.Evaluating;

/// <summary><c>evaluate</c> as a user starts it.</summary>
public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Evaluate_Data_PrintsTheDocumentedFields()
    {
        var good = await Drawn.GoodAsync(8);
        _folder.Images("set/train/good", good[..6]);
        _folder.Images("set/test/good", good[6..]);
        _folder.Images("set/test/scratch", await Drawn.DefectsAsync(SimDefect.Scratch, 2));

        var run = (await Run.Of(_folder.Root, "evaluate", "--data", "set", "--size", "128", "--backbone", "efficientnet-lite0-int8", "--seed", "9", "--report", "page.html")).Succeeded();

        run.Errors.ShouldBeEmpty("progress is for terminals");
        File.ReadAllText(_folder.Path("page.html")).ShouldStartWith("<!DOCTYPE html>");
        var result = JsonDocument.Parse(string.Join('\n', run.Output)).RootElement;
        result.EnumerateObject().Select(p => p.Name).ShouldBe(
            ["data", "backbone", "size", "seed", "trainGood", "testGood", "testDefects", "leftOut", "imageAuroc", "bestF1", "bestF1Threshold", "escapeRateAtFalseRejects", "masks", "fitSeconds", "msPerImage", "defects"]);
        result.GetProperty("defects")[0].EnumerateObject().Select(p => p.Name).ShouldBe(["class", "images", "auroc", "escapeRateAtFalseRejects"]);
        result.GetProperty("escapeRateAtFalseRejects").EnumerateObject().Select(p => p.Name).ShouldBe(["0", "1", "5"]);
        (result.GetProperty("size").GetInt32(), result.GetProperty("seed").GetInt32(), result.GetProperty("backbone").GetString()).ShouldBe((128, 9, "efficientnet-lite0-int8"));
    }

    [Fact]
    public async Task Evaluate_SteelStripFiveShots_TellsTheClassesApart()
    {
        var (images, splits) = (Path.Combine(RealImages.Folder("neu"), "images"), Path.Combine(RealImages.Folder("splits"), "neu.json"));

        var row = await RowAsync("--classes", images, "--splits", splits, "--shots", "5", "--draws", "1");

        row.GetProperty("balancedAccuracy").GetProperty("mean").GetDouble().ShouldBeGreaterThanOrEqualTo(0.93);
        row.TryGetProperty("auroc", out _).ShouldBeFalse("there is no good class");
    }

    [Fact]
    public async Task Evaluate_MagneticTilesFiveShots_TellsGoodFromDefective()
    {
        var (images, all) = (RealImages.Folder("magnetic-tile"), Path.Combine(RealImages.Folder("splits"), "magnetic-tile.json"));
        var draw = JsonNode.Parse(File.ReadAllText(all))!["draws"]![0]!;
        string[] good = [.. draw["good"]!.AsArray().Take(80).Select(name => (string)name!)]; // all 200 would take the test over a minute
        var splits = _folder.Write("splits.json", JsonSerializer.Serialize(new { draws = new[] { new Dictionary<string, object> { ["5"] = draw["5"]!, ["good"] = good } } }));

        var row = await RowAsync("--classes", images, "--splits", splits, "--ok", "MT_Free", "--shots", "5", "--draws", "1");

        row.GetProperty("auroc").GetProperty("fusion").GetDouble().ShouldBeGreaterThanOrEqualTo(0.90);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<JsonElement> RowAsync(params string[] arguments)
    {
        var file = _folder.Path("result.json");

        var run = (await Run.Of(_folder.Root, ["evaluate", .. arguments, "--json", file])).Succeeded();

        run.Output.ShouldBeEmpty();
        var result = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        result.GetProperty("leftOut").GetInt32().ShouldBe(0);
        TestContext.Current.TestOutputHelper!.WriteLine(result.ToString());
        return result.GetProperty("rows").EnumerateArray().ShouldHaveSingleItem();
    }
}
