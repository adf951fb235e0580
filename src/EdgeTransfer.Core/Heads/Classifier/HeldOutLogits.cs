namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>What a fold's classifier said of a sample that it had not seen.</summary>
/// <param name="Judge">The fold's classifier.</param>
/// <param name="Logits">One a class of that classifier.</param>
/// <param name="Column">Column of the true class; −1 when the fold never saw the class.</param>
/// <param name="Weight">Weight of the sample in the mean loss.</param>
internal sealed record HeldOutLogits(ClassifierHead Judge, float[] Logits, int Column, double Weight);
