namespace EdgeTransfer.Evaluating;

/// <summary>What <c>evaluate --data</c> writes.</summary>
/// <param name="Data">The data set's folder.</param>
/// <param name="Backbone">Name of the backbone.</param>
/// <param name="Size">Side of the input, pixels.</param>
/// <param name="Seed">Seed of patches and coreset.</param>
/// <param name="TrainGood">Images learnt from.</param>
/// <param name="TestGood">Good images judged.</param>
/// <param name="TestDefects">Defective images judged.</param>
/// <param name="LeftOut">Images that could not be read.</param>
/// <param name="ImageAuroc">Area under the ROC curve by image.</param>
/// <param name="BestF1">Largest F1 of "defect" over all thresholds.</param>
/// <param name="BestF1Threshold">Score from which an image counts as a defect there.</param>
/// <param name="EscapeRateAtFalseRejects">Escapes at 0, 1 and 5 % false rejects.</param>
/// <param name="Masks">Defective images that have a mask.</param>
/// <param name="PixelAuroc">Area under the ROC curve by pixel; null without masks.</param>
/// <param name="Aupro">Per-region overlap to 30 % false positive pixels, normalised; null without masks.</param>
/// <param name="FitSeconds">Learning the bank from cached features.</param>
/// <param name="MsPerImage">Reading the file, preparation, backbone and head; mean over the test images.</param>
/// <param name="Defects">Each class against the good images.</param>
internal sealed record AnomalyResult(
    string Data, string Backbone, int Size, int Seed, int TrainGood, int TestGood, int TestDefects, int LeftOut,
    double ImageAuroc, double BestF1, double BestF1Threshold, EscapeRates EscapeRateAtFalseRejects, int Masks, double? PixelAuroc, double? Aupro,
    double FitSeconds, double MsPerImage, IReadOnlyList<DefectResult> Defects);
