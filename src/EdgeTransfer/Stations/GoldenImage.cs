using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Vision.Capturing;
using EdgeTransfer.Vision.Preparing;

namespace EdgeTransfer.Stations;

/// <summary>The image that the golden vectors were made from.</summary>
internal static class GoldenImage
{
    /// <summary>224 × 224 × 3, RGB.</summary>
    public static Result<byte[]> Read(InferenceOptions options)
    {
        var image = ImageFile.Load(GoldenCheck.InputFile(options), TimeProvider.System);
        if (!image.IsOk)
        {
            return image.Refusal;
        }

        using var frame = image.Value;
        using var preparation = new Preparation();
        var rgb = new byte[GoldenCheck.InputSize * GoldenCheck.InputSize * 3];
        preparation.Prepare(frame, new Recipe { Product = "golden" }, rgb);
        return rgb;
    }
}
