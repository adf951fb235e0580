using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Inference.Models;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>Writes down what a head was learnt from. Version and hash are filled in when it is stored.</summary>
internal static class HeadManifests
{
    public static HeadManifest Of(
        Station station, BackboneManifest backbone, TrainedHead trained, IEnumerable<LabelledSample> samples, string? parent, string origin, DateTimeOffset created) => new()
    {
        Version = "",
        TensorsSha256 = "",
        Parent = parent,
        Product = station.Recipe.Product,
        FeatureKey = station.ServedKey,
        Backbone = backbone.Name,
        InputSize = station.Recipe.InputSize,
        TopPatches = station.Recipe.TopPatches,
        Classes = trained.Head.Classifier?.Classes ?? [],
        Created = created,
        Origin = origin,
        Samples = samples.Where(s => !s.InLockbox).CountBy(s => s.Class).OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(),
        Metrics = trained.Metrics,
    };
}
