using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeTransfer.Tests.Cli;

public class TrainAndInspectTests(TaughtLine line) : IClassFixture<TaughtLine>
{
    [Fact]
    public void Train_FoldersOfImages_PrintsTheHeadsFolderAndWhatItLearntFrom()
    {
        var run = line.Training.Succeeded();

        run.Output.ShouldHaveSingleItem();
        Directory.Exists(Path.Combine(line.Root, line.Head)).ShouldBeTrue();
        run.Errors.ShouldContain(l => l.StartsWith("left out: ", StringComparison.Ordinal) && l.Contains("broken.png"), run.Text);
        run.Errors[^1].ShouldStartWith("Learnt from 10 missing_hole, 20 ok. Out-of-fold AUROC: ");
        var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(line.Root, line.Head, "manifest.json"))).RootElement;
        manifest.GetProperty("version").GetString().ShouldBe(Path.GetFileName(line.Head));
        manifest.GetProperty("metrics").GetProperty("outOfFoldAuroc").GetDouble().ShouldBeGreaterThan(0.8);
        manifest.GetProperty("classes").EnumerateArray().Select(c => c.GetString()).ShouldBe(["ok", "missing_hole"], ignoreOrder: true);
    }

    [Fact]
    public async Task Inspect_FolderWithBrokenImages_PrintsALineForEachAndGoesOn()
    {
        var run = (await InspectAsync(line.Head)).Succeeded();

        var parts = run.Output.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        parts.Select(p => p.GetProperty("origin").GetString()).ShouldBe(["1-good.png", "2-broken.png", "3-hole.png", "4-text.png"]);
        parts.Select(p => p.GetProperty("trigger").GetInt64()).ShouldBe([1, 2, 3, 4]);
        foreach (var broken in new[] { parts[1], parts[3] })
        {
            broken.GetProperty("verdict").GetString().ShouldBe("NOT_INSPECTED");
            broken.GetProperty("reason").GetString().ShouldBe("bad_image");
            broken.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
            broken.TryGetProperty("scores", out _).ShouldBeFalse();
        }

        foreach (var judged in new[] { parts[0], parts[2] })
        {
            judged.GetProperty("verdict").GetString().ShouldBeOneOf("OK", "NG", "UNSURE");
            judged.GetProperty("reason").GetString().ShouldBe("none");
            judged.GetProperty("judges").GetProperty("head").GetString().ShouldBe(Path.GetFileName(line.Head));
            judged.GetProperty("judges").GetProperty("policy").GetString().ShouldNotBeNullOrEmpty();
        }

        Ng(parts[2]).ShouldBeGreaterThan(Ng(parts[0]));
        run.Errors[^1].ShouldContain("2 NOT_INSPECTED");
    }

    [Fact]
    public async Task Inspect_DrawnParts_JudgesAsManyAsAsked()
    {
        var run = (await Run.Of(line.Root, "inspect", "--source", "sim:disc?count=3&defects=0&size=320", "--head", line.Head)).Succeeded();

        run.Output.Length.ShouldBe(3);
    }

    [Fact]
    public async Task Inspect_Overlays_WritesAPictureOfEachPartThatIsNotOk()
    {
        var run = (await Run.Of(line.Root, "inspect", "--source", "folder:line", "--head", line.Head, "--overlays", "pictures/new")).Succeeded();

        var parts = run.Output.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        string[] expected = [.. parts.Where(p => p.GetProperty("verdict").GetString() is "NG" or "UNSURE")
            .Select(p => $"0000{p.GetProperty("trigger").GetInt64()}-{Path.GetFileNameWithoutExtension(p.GetProperty("origin").GetString())}.jpg")];
        Directory.GetFiles(Path.Combine(line.Root, "pictures", "new")).Select(Path.GetFileName).ShouldBe(expected, ignoreOrder: true);
        expected.ShouldContain("00003-3-hole.jpg");
        var hole = parts[2].GetProperty("regions").EnumerateArray().ToList();
        hole.ShouldNotBeEmpty();
        hole[0].GetProperty("outline").GetArrayLength().ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Inspect_OverlaysThatCannotBeWritten_SaysSoBeforeTheWork() =>
        (await Run.Of(line.Root, "inspect", "--source", "folder:line", "--head", line.Head, "--overlays", line.Head + "/manifest.json")).RefusedWith("manifest.json");

    [Fact]
    public async Task Train_Tiles_InspectLooksAtThemToo()
    {
        var training = (await Run.Of(line.Root, "train", "--data", "images", "--product", "tiled", "--out", "tiled", "--size", "128", "--tiles", "1x2")).Succeeded();
        var run = (await Run.Of(line.Root, "inspect", "--source", "folder:line", "--head", training.Output[^1])).Succeeded();

        var tiles = JsonDocument.Parse(File.ReadAllText(Path.Combine(line.Root, training.Output[^1], "manifest.json"))).RootElement.GetProperty("tiles");
        (tiles.GetProperty("rows").GetInt32(), tiles.GetProperty("columns").GetInt32(), tiles.GetProperty("overlap").GetInt32()).ShouldBe((1, 2, 32));
        var parts = run.Output.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Ng(parts[2]).ShouldBeGreaterThan(Ng(parts[0]));
    }

    [Theory]
    [InlineData("folder:missing", "there is no such folder")]
    [InlineData("folder:heads", "holds no image")]
    [InlineData("tape:1", "no scheme that is known")]
    [InlineData("sim:disc?colour=red", "unknown option 'colour'")]
    public async Task Inspect_UnusableSource_SaysSo(string source, string words) =>
        (await Run.Of(line.Root, "inspect", "--source", source, "--head", line.Head)).RefusedWith(words);

    [Fact]
    public async Task Inspect_DamagedTensors_IsRefused()
    {
        var head = line.Copy("damaged");
        var file = Path.Combine(head, "head.safetensors");
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);

        (await InspectAsync(head)).RefusedWith("SHA-256");
    }

    [Theory]
    [InlineData("featureKey", "\"0123456789abcdef0123456789abcdef\"", "learnt on other features")]
    [InlineData("backbone", "\"efficientnet-lite0-int8\"", "learnt on other features")]
    [InlineData("backbone", "\"nope\"", "There is no backbone 'nope'")]
    [InlineData("backbone", "null", "manifest.json")]
    [InlineData("inputSize", "256", "learnt on other features")]
    [InlineData("inputSize", "100", "InputSize 100")]
    [InlineData("topPatches", "0", "TopPatches 0")]
    [InlineData("classes", "[\"ok\"]", "classifier.weight")]
    [InlineData("schema", "\"edgetransfer/head/9\"", "edgetransfer/head/1")]
    [InlineData("version", "\"another\"", "another")]
    public async Task Inspect_ManifestOfAnotherHead_IsRefused(string member, string value, string words)
    {
        var head = line.Copy($"{member}-{Math.Abs(value.GetHashCode(StringComparison.Ordinal))}");
        Change(Path.Combine(head, "manifest.json"), member, JsonNode.Parse(value));

        (await InspectAsync(head)).RefusedWith(words);
    }

    [Theory]
    [InlineData("null", "policy")]
    [InlineData("{", "malformed")]
    [InlineData("{}", "malformed")]
    public async Task Inspect_UnusablePolicy_IsRefused(string policy, string words)
    {
        var head = line.Copy($"policy-{policy.Length}");
        File.WriteAllText(head + ".policy.json", policy);

        (await InspectAsync(head)).RefusedWith(words);
    }

    [Fact]
    public async Task Inspect_PolicyOfAnotherHead_IsRefused()
    {
        var head = line.Copy("other-policy");
        Change(head + ".policy.json", "head", "another");

        (await InspectAsync(head)).RefusedWith("was laid on the head another");
    }

    [Fact]
    public async Task Inspect_NoPolicy_IsRefused()
    {
        var head = line.Copy("no-policy");
        File.Delete(head + ".policy.json");

        (await InspectAsync(head)).RefusedWith("There is no policy");
    }

    private static double Ng(JsonElement part) => part.GetProperty("scores").GetProperty("ng").GetDouble();

    private static void Change(string file, string member, JsonNode? value)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        json[member].ShouldNotBeNull();
        json[member] = value;
        File.WriteAllText(file, json.ToJsonString());
    }

    private Task<Run> InspectAsync(string head) => Run.Of(line.Root, "inspect", "--source", "folder:line", "--head", head);
}
