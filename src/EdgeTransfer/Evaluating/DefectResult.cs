namespace EdgeTransfer.Evaluating;

/// <summary>One defect class against the good images.</summary>
internal sealed record DefectResult(string Class, int Images, double Auroc);
