using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>Writes down what a head was learnt from. Version and hash are filled in when it is stored.</summary>
internal static class HeadManifests
{
    public static HeadManifest Of(
        Recipe recipe, Models models, TrainedHead trained, IEnumerable<LabelledSample> samples, string? parent, string origin, DateTimeOffset created) => new()
    {
        Version = "",
        TensorsSha256 = "",
        Parent = parent,
        Product = recipe.Product,
        FeatureKey = models.KeyFor(recipe),
        Backbone = models.Backbone.Manifest.Name,
        InputSize = recipe.InputSize,
        Tiles = recipe.Tiles,
        JudgedViews = recipe.JudgedViews,
        TopPatches = recipe.TopPatches,
        Classes = trained.Head.Classifier?.Classes ?? [],
        Created = created,
        Origin = origin,
        Samples = samples.Where(s => !s.InLockbox).CountBy(s => s.Class).OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(),
        Metrics = trained.Metrics,
    };
}
