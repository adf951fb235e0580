using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Learning;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Learning;

public class HeldOutJudgeTests(ModelsFixture models) : IClassFixture<ModelsFixture>
{
    private static readonly Recipe Recipe = new() { Product = "disc", InputSize = 128 };

    [Theory]
    [InlineData("ok,scratch", "stain")]
    [InlineData("", "")]
    public void Verdicts_ChallengerWithOtherClasses_ReferenceIsAskedOfThoseThatItKnows(string known, string apart)
    {
        using var judge = new PartJudge(models.Models.Backbone, models.Models.Graphs, Recipe);
        judge.ComputeFeatures();
        var features = judge.CopyFeatures();
        using var reference = Serve("pinned", known.Split(',', StringSplitOptions.RemoveEmptyEntries), features);
        using var champion = Serve("champion", ["ok", "scratch"], features);
        using var challenger = Serve("challenger", ["ok", "stain"], features);
        var heldOut = new HeldOutJudge(judge, challenger, Bands("challenger", -1e30), TimeProvider.System)
        {
            Champion = (champion, Bands("champion", 1e30)), Reference = (reference, Bands("pinned", 1e30)),
        };

        var verdicts = heldOut.Verdicts([.. new[] { Label.Ok, "scratch", "stain" }.Select(c => new LabelledSample("of " + c, c, features, true))], CancellationToken.None);

        verdicts.ShouldAllBe(v => v.Champion == Verdict.Ok && v.Challenger == Verdict.Ng);
        verdicts.Where(v => v.Reference is null).Select(v => v.Class).ShouldBe(apart.Split(',', StringSplitOptions.RemoveEmptyEntries));
        verdicts.Where(v => v.Reference is not null).ShouldAllBe(v => v.Reference == Verdict.Ok);
        var classes = Gate.Judge(new() { Lockbox = verdicts, Golden = [], History = [] }, new()).Classes;
        classes.Select(c => c.Class).ShouldBe(["scratch", "stain"]);
        classes.Where(c => c.IsNew).Select(c => c.Class).ShouldBe(apart.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    private static Policy Bands(string head, double from) => new() { Version = "p-" + head, Head = head, UnsureFrom = from, NgFrom = from, Method = "test" };

    private static ServedHead Serve(string version, string[] classes, Features features) => new(
        new()
        {
            Version = version, Product = Recipe.Product, FeatureKey = "k", Backbone = "", InputSize = Recipe.InputSize, TopPatches = Recipe.TopPatches, Classes = classes,
            Created = default, Origin = "test", Samples = new Dictionary<string, int>(), TensorsSha256 = "",
        },
        new(
            new AnomalyHead(new float[features.Dimension], new Matrix(features.Dimension, 1, [1, .. new float[features.Dimension - 1]]), new Matrix(1, 1, [0])),
            null,
            new ScoreFusion(new Standard(0, 1), null)));
}
