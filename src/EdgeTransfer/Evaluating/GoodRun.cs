namespace EdgeTransfer.Evaluating;

/// <summary>OK against NG in one draw at one number of labelled images a class.</summary>
/// <param name="Auroc">By image.</param>
/// <param name="Escapes">Of the fusion.</param>
/// <param name="Bands">Of the proposed bands.</param>
/// <param name="Classes">Each defect class, by the fusion.</param>
/// <param name="GoodShift">Mean fused score of the good test images less that of the good training images out of fold, whose standard deviation is about 1.</param>
/// <param name="Pixels">Null without masks, and in all draws but the first.</param>
internal sealed record GoodRun(Aurocs Auroc, EscapeRates Escapes, BandRates Bands, IReadOnlyList<DefectResult> Classes, double GoodShift, PixelFigures? Pixels);
