using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Views;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Storage.Samples;
using EdgeTransfer.Vision.Preparing;

namespace EdgeTransfer.Learning;

/// <summary>
/// Embeds the views of labelled samples once, from their stored images, and caches them: then training needs no backbone pass.
/// One training at a time uses it.
/// </summary>
internal sealed class ViewEmbedder(SampleStore store)
{
    /// <summary>The samples with all views of the recipe; one whose image cannot be read keeps what it has.</summary>
    public IReadOnlyList<LabelledSample> Complete(
        PartJudge judge, Recipe recipe, string featureKey, IReadOnlyList<LabelledSample> samples, CancellationToken cancellation)
    {
        var views = SquareView.Of(recipe.Views);
        using var preparation = new Preparation();
        var rgb = new byte[Preparation.RgbLength(recipe)];
        return [.. samples.Select(sample =>
        {
            cancellation.ThrowIfCancellationRequested();
            if (sample.Features.Views.Count == views.Count || sample.InLockbox)
            {
                return sample;
            }

            return Prepare(preparation, recipe, sample.PartId, rgb) ? sample with { Features = Embed(judge, recipe, featureKey, views, sample, rgb) } : sample;
        })];
    }

    private Features Embed(PartJudge judge, Recipe recipe, string featureKey, IReadOnlyList<SquareView> views, LabelledSample sample, byte[] rgb)
    {
        var features = sample.Features with { Views = judge.EmbedViews(rgb, views) };
        store.ReplaceFeatures(sample.PartId, recipe.Product, featureKey, features);
        return features;
    }

    private bool Prepare(Preparation preparation, Recipe recipe, string partId, byte[] rgb)
    {
        if (store.ReadImage(partId, recipe.Product) is not { } file || RegionImage.Decode(file, partId, TimeProvider.System).Value is not { } region)
        {
            return false;
        }

        using (region)
        {
            return preparation.PrepareRegion(region, recipe, rgb).IsOk;
        }
    }
}
