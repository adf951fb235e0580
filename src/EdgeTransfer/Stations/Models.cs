using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Inference.Models;

namespace EdgeTransfer.Stations;

/// <summary>One backbone with the head graphs, loaded and checked against the golden vectors.</summary>
internal sealed class Models : IDisposable
{
    private Models(Backbone backbone, HeadGraphs graphs, byte[] golden) => (Backbone, Graphs, Golden) = (backbone, graphs, golden);

    public Backbone Backbone { get; }

    public HeadGraphs Graphs { get; }

    /// <summary>The golden image, 224 × 224 × 3, RGB.</summary>
    public byte[] Golden { get; }

    /// <summary>The feature space of a recipe on this backbone.</summary>
    public string KeyFor(Recipe recipe) => FeatureKey.Of(Backbone.Manifest.Sha256, Backbone.Manifest.Precision, recipe);

    /// <summary>Loads and proves them; a refusal is the reason why nothing may be judged.</summary>
    public static Result<Models> Load(InferenceOptions options, string backboneName)
    {
        var golden = GoldenImage.Read(options);
        if (!golden.IsOk)
        {
            return golden.Refusal;
        }

        var backbone = Backbone.Load(options, backboneName);
        if (!backbone.IsOk)
        {
            return backbone.Refusal;
        }

        var graphs = HeadGraphs.Load(options);
        if (!graphs.IsOk)
        {
            backbone.Value.Dispose();
            return graphs.Refusal;
        }

        var models = new Models(backbone.Value, graphs.Value, golden.Value);
        if (GoldenCheck.Check(options, models.Backbone, models.Graphs, models.Golden).Refusal is { } mismatch)
        {
            models.Dispose();
            return mismatch;
        }

        return models;
    }

    public void Dispose()
    {
        Graphs.Dispose();
        Backbone.Dispose();
    }
}
