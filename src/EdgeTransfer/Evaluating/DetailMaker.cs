using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Vision.Capturing;
using EdgeTransfer.Vision.Maps;
using EdgeTransfer.Vision.Masks;

namespace EdgeTransfer.Evaluating;

/// <summary>Gathers what the report shows of one head, its worst mistakes as pictures.</summary>
internal sealed class DetailMaker(FeatureExtractor extractor, Recipe recipe, IReadOnlyDictionary<string, string> masks)
{
    /// <summary>Pictures of each kind of mistake.</summary>
    public const int Pictures = 6;

    /// <summary>Longest side of a picture, pixels.</summary>
    private const int Side = 360;

    /// <summary>Names of the head and all it judged, with pictures of the worst mistakes.</summary>
    public HeadDetail Make(string name, IReadOnlyList<JudgedPart> parts, Policy policy, ServedHead head, CancellationToken cancellation)
    {
        return new(
            name, parts, policy,
            Show(parts.Where(p => !p.IsGood && policy.Decide(p.Scores.Ng) == Verdict.Ok).OrderBy(p => p.Scores.Ng)),
            Show(parts.Where(p => p.IsGood && policy.Decide(p.Scores.Ng) != Verdict.Ok).OrderByDescending(p => p.Scores.Ng)));

        PartPicture[] Show(IEnumerable<JudgedPart> worst) => [.. worst.Take(Pictures).Select(part => Picture(part, policy, head, cancellation)).OfType<PartPicture>()];
    }

    private PartPicture? Picture(JudgedPart part, Policy policy, ServedHead head, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var image = ImageFile.Load(part.File, TimeProvider.System);
        if (!image.IsOk || !extractor.Extract(part.File, withViews: false).IsOk)
        {
            return null; // gone since it was judged
        }

        using var frame = image.Value;
        using var small = Thumbnail.Of(frame, recipe.Region, Side);
        extractor.Judge.Judge(head);
        var (whole, judge, level) = (recipe with { Region = null }, extractor.Judge, head.Head.MapLevel);
        var heat = HeatOverlay.Encode(small, whole, judge.Map, judge.Rows, judge.Columns, level);
        if (!part.IsGood && masks.TryGetValue(part.File, out var mask))
        {
            MaskOutline.Draw(MaskFiles.Read(mask, part.File, extractor.ImageSize), small);
        }

        var plain = HeatOverlay.Encode(small, whole, new float[judge.Map.Length], judge.Rows, judge.Columns, level);
        return plain.IsOk && heat.IsOk ? new(part.File, part.Class, part.Scores.Ng, policy.Decide(part.Scores.Ng), plain.Value, heat.Value) : null;
    }
}
