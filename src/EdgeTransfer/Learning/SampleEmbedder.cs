using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Views;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Storage.Samples;
using EdgeTransfer.Vision.Preparing;

namespace EdgeTransfer.Learning;

/// <summary>
/// Computes a stored sample's features in one feature space from its stored image, and those of its views where a head may learn from
/// it, and caches them: then training needs no backbone pass. Not for concurrent use.
/// </summary>
internal sealed class SampleEmbedder(SampleStore store, PartJudge judge, Recipe recipe, string featureKey) : IDisposable
{
    private readonly IReadOnlyList<IImageView> _views = HarmlessViews.Of(recipe.Views);
    private readonly Preparation _preparation = new();
    private readonly byte[] _rgb = new byte[Preparation.RgbLength(recipe)];

    /// <summary>Whether a sample has all features that a training may ask for; looks at the files' headers only.</summary>
    public static bool IsReady(SampleStore store, Recipe recipe, string featureKey, StoredSample sample) =>
        store.CountViews(sample.PartId, recipe.Product, featureKey) is { } views && (views == HarmlessViews.Of(recipe.Views).Count || !NeedsViews(sample));

    /// <summary>Computes what is missing and writes it durably; a refusal tells why that is not possible.</summary>
    public Refusal? Embed(StoredSample sample)
    {
        if (store.ReadImage(sample.PartId, recipe.Product) is not { } file)
        {
            return new(RefusalKind.NotFound, "its image cannot be read");
        }

        var image = RegionImage.Decode(file, sample.PartId, TimeProvider.System);
        if (!image.IsOk)
        {
            return image.Refusal;
        }

        using var frame = image.Value;
        if (Prepare(frame, sample) is { } refusal)
        {
            return refusal;
        }

        var features = store.ReadFeatures(sample.PartId, recipe.Product, featureKey) ?? Compute();
        if (NeedsViews(sample) && features.Views.Count != _views.Count)
        {
            features = features with { Views = judge.EmbedViews(_rgb, _views) };
        }

        store.ReplaceFeatures(sample.PartId, recipe.Product, featureKey, features);
        return null;
    }

    public void Dispose()
    {
        _preparation.Dispose();
        judge.Dispose();
    }

    private static bool NeedsViews(StoredSample sample) => sample.Class is not null && !Lockbox.Holds(sample.PartId);

    /// <summary>The guard is not asked again: the part was inspected, so it had passed it.</summary>
    private Refusal? Prepare(Frame image, StoredSample sample)
    {
        var place = sample.Place ?? SamplePlace.Assumed(recipe.Region, image.Width, image.Height);
        if (place?.CropFor(recipe.Region) is not { } crop || _preparation.Prepare(image, recipe with { Region = crop }, _rgb).Reason == NotInspectedReason.RegionOutside)
        {
            return new(RefusalKind.Invalid, "its image does not show the whole region of the recipe");
        }

        return null;
    }

    private Features Compute()
    {
        _rgb.CopyTo(judge.Image);
        judge.ComputeFeatures();
        return judge.CopyFeatures();
    }
}
