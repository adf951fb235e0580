namespace EdgeTransfer.Evaluating;

/// <summary>One defect class against the good images.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Images">Images judged; over several draws their mean.</param>
/// <param name="Auroc">Area under the ROC curve by image.</param>
/// <param name="EscapeRateAtFalseRejects">Escapes at 0, 1 and 5 % false rejects.</param>
/// <param name="PixelAuroc">By pixel; null without masks.</param>
/// <param name="Aupro">Per-region overlap; null without masks.</param>
internal sealed record DefectResult(string Class, double Images, double Auroc, EscapeRates EscapeRateAtFalseRejects, double? PixelAuroc, double? Aupro);
