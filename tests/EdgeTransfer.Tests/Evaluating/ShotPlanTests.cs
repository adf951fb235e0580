using System.Text.Json;
using EdgeTransfer.Cli;
using EdgeTransfer.Evaluating;
using EdgeTransfer.Tests.Cli;

namespace EdgeTransfer.Tests.Evaluating;

/// <summary>Which files are learnt from; no image is read here.</summary>
public sealed class ShotPlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_FolderForEachClass_TakesFoldersForClasses()
    {
        Files("crack/1.png", "crack/2.bmp", "ok/1.jpg", "notes/readme.txt");

        Classes().ShouldBe(["crack: 1.png 2.bmp", "ok: 1.jpg"]);
    }

    [Fact]
    public void Read_ImagesOneFolderDeeper_TakesTheFirstThatHoldsAnyAndLeavesMasksOut()
    {
        Files("MT_Crack/Imgs/a.jpg", "MT_Crack/Imgs/a.png", "MT_Crack/Imgs/b.jpg", "MT_Crack/Imgs/b.png", "MT_Crack/Imgs/c.png", "MT_Free/Empty/readme.txt", "MT_Free/Imgs/d.jpeg", "MT_Free/Imgs/d.png");

        Classes().ShouldBe(["MT_Crack: a.jpg b.jpg c.png", "MT_Free: d.jpeg"]);
    }

    [Fact]
    public void Read_OneFlatFolder_TakesTheNameBeforeTheLastUnderscore()
    {
        Files("rolled-in_scale_1.jpg", "rolled-in_scale_2.jpg", "pitted_1.jpg", "plain.jpg");

        Classes().ShouldBe(["pitted: pitted_1.jpg", "plain: plain.jpg", "rolled-in_scale: rolled-in_scale_1.jpg rolled-in_scale_2.jpg"]);
    }

    [Fact]
    public void Read_MasksBesideJpegs_AreThoseOfDefectsAlone()
    {
        Files("ok/1.jpg", "ok/1.png", "pit/1.jpg", "pit/1.png", "pit/2.jpeg", "pit/2.PNG", "pit/3.jpg", "pit/4.png");

        var plan = ShotPlan.Read(_folder.Root, "1", draws: 1, ok: "ok", okCount: 1, splits: null, seed: 1);

        plan.Masks.Select(m => $"{Path.GetFileName(m.Key)}: {Path.GetFileName(m.Value)}").ShouldBe(["1.jpg: 1.png", "2.jpeg: 2.PNG"]);
        plan.Masks.Keys.ShouldAllBe(image => image.Contains("pit", StringComparison.Ordinal));
        plan.Marks.ShouldBeFalse();
        ShotPlan.Read(_folder.Root, "1", draws: 1, ok: null, okCount: 1, splits: null, seed: 1).Masks.ShouldBeEmpty("without good parts there is no map");
    }

    [Fact]
    public void Read_MarksOfImagesThatAreOnlyTested_IsAUsageError()
    {
        Files("ok/a.png", "ok/b.png", "pit/1.jpg", "pit/2.jpg", "pit/2.png");
        var splits = _folder.Write("splits.json", """{ "draws": [ { "1": { "pit": [ "1.jpg" ] }, "good": [ "a.png" ] } ] }""");

        Should.Throw<UsageException>(() => ShotPlan.Read(_folder.Root, "1", null, "ok", 1, splits, 1, marks: true)).Message.ShouldContain("--marks needs masks");
    }

    [Fact]
    public void Read_RandomDraws_AreNestedAtMostHalfAndTheSameForTheSameSeed()
    {
        Files([.. Enumerable.Range(0, 30).SelectMany(i => new[] { $"a/{i}.png", $"ok/{i}.png" }), .. Enumerable.Range(0, 7).Select(i => $"few/{i}.png")]);

        var plan = ShotPlan.Read(_folder.Root, "5,10,20", draws: 4, ok: "ok", okCount: 8, splits: null, seed: 3);

        plan.Draws.Count.ShouldBe(4);
        foreach (var draw in plan.Draws)
        {
            draw.Good.Length.ShouldBe(8);
            draw.Training.Keys.ShouldBe([5, 10, 20]);
            draw.Training.Values.ShouldAllBe(t => !t.ContainsKey("ok"));
            draw.Training.Values.Select(t => (t["a"].Length, t["few"].Length)).ShouldBe([(5, 3), (10, 3), (15, 3)]);
            draw.Training[5]["a"].ShouldBeSubsetOf(draw.Training[10]["a"]);
        }

        Show(ShotPlan.Read(_folder.Root, "5,10,20", 4, "ok", 8, null, seed: 3)).ShouldBe(Show(plan));
        Show(ShotPlan.Read(_folder.Root, "5,10,20", 4, "ok", 8, null, seed: 4)).ShouldNotBe(Show(plan));
        plan.Draws.Select(d => string.Join(' ', d.Good)).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void Read_Splits_TakesExactlyTheListedFiles()
    {
        Files([.. Enumerable.Range(0, 9).SelectMany(i => new[] { $"MT_Crack/Imgs/c{i}.jpg", $"MT_Fray/Imgs/f{i}.jpg", $"MT_Free/Imgs/g{i}.jpg" })]);
        var splits = _folder.Write("splits.json", """
            { "draws": [
              { "2": { "Crack": ["c3.jpg", "c1.jpg"], "Fray": ["f8.jpg", "f0.jpg"] }, "good": ["g4.jpg", "g2.jpg", "g7.jpg"] },
              { "2": { "Crack": ["c5.jpg"], "Fray": ["f5.jpg"] }, "good": ["g5.jpg"] } ] }
            """);

        var all = ShotPlan.Read(_folder.Root, "2", draws: null, ok: "MT_Free", okCount: 1, splits, seed: 1);
        var first = ShotPlan.Read(_folder.Root, "2", draws: 1, ok: null, okCount: 1, splits, seed: 1);

        Show(all).ShouldBe("2 MT_Crack: c3.jpg c1.jpg; 2 MT_Fray: f8.jpg f0.jpg; good: g4.jpg g2.jpg g7.jpg | 2 MT_Crack: c5.jpg; 2 MT_Fray: f5.jpg; good: g5.jpg");
        Show(first).ShouldBe("2 MT_Crack: c3.jpg c1.jpg; 2 MT_Fray: f8.jpg f0.jpg; good: ");
    }

    [Fact]
    public void Read_SplitsWithoutGoodParts_IsAUsageErrorWhereTheyAreNeeded()
    {
        Files("a/1.png", "ok/2.png");
        var splits = _folder.Write("splits.json", JsonSerializer.Serialize(new { draws = new[] { new Dictionary<string, object> { ["1"] = new { a = new[] { "1.png" } } } } }));

        Should.Throw<UsageException>(() => ShotPlan.Read(_folder.Root, "1", null, "ok", 1, splits, 1)).Message.ShouldContain("has no 'good'");
    }

    public void Dispose() => _folder.Dispose();

    private static string Show(ShotPlan plan) => string.Join(" | ", plan.Draws.Select(draw => string.Join(
        "; ", [.. draw.Training.SelectMany(t => t.Value.Select(c => $"{t.Key} {c.Key}: {Names(c.Value)}")), $"good: {Names(draw.Good)}"])));

    private static string Names(IEnumerable<string> files) => string.Join(' ', files.Select(f => Path.GetFileName(f)));

    private IEnumerable<string> Classes() => ImageFolders.Classes(_folder.Root).Select(c => $"{c.Key}: {Names(c.Value)}");

    private void Files(params string[] names)
    {
        foreach (var name in names)
        {
            _folder.Write(name, "");
        }
    }
}
