using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Evaluating;

/// <summary>How well the map finds the pixels of the masks.</summary>
/// <param name="Auroc">Area under the ROC curve by pixel.</param>
/// <param name="Aupro">Per-region overlap to 30 % false positive pixels, normalised.</param>
internal sealed record PixelFigures(double Auroc, double Aupro)
{
    /// <summary>Null without a pixel on either side of a mask.</summary>
    public static PixelFigures? Of(PixelScores scores) => scores.HasBoth ? new(scores.Auroc(), scores.Aupro()) : null;
}
