using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Views;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Stations;
using EdgeTransfer.Vision.Capturing;
using EdgeTransfer.Vision.Preparing;

namespace EdgeTransfer.Evaluating;

/// <summary>Image files to features, by the same preparation and backbone as the line.</summary>
internal sealed class FeatureExtractor(Models models, Recipe recipe) : IDisposable
{
    private readonly Preparation _preparation = new();

    /// <summary>Holds the last image's features.</summary>
    public PartJudge Judge { get; } = new(models.Backbone, models.Graphs, recipe);

    /// <summary>Pixels of the last image that was loaded.</summary>
    public (int Width, int Height) ImageSize { get; private set; }

    /// <summary>Loads, prepares and runs the backbone, on the recipe's views too where they are asked for.</summary>
    public Result<Features> Extract(string path, bool withViews)
    {
        var image = ImageFile.Load(path, TimeProvider.System);
        if (!image.IsOk)
        {
            return image.Refusal;
        }

        using var frame = image.Value;
        ImageSize = (frame.Width, frame.Height);
        var prepared = _preparation.Prepare(frame, recipe, Judge.Image);
        if (prepared.Reason != NotInspectedReason.None)
        {
            return new Refusal(RefusalKind.Invalid, $"{path}: {prepared.Detail}");
        }

        Judge.ComputeFeatures();
        var features = Judge.CopyFeatures();
        return withViews ? features with { Views = Judge.EmbedViews(Judge.Image.ToArray(), HarmlessViews.Of(recipe.Views)) } : features;
    }

    public void Dispose()
    {
        Judge.Dispose();
        _preparation.Dispose();
    }
}
