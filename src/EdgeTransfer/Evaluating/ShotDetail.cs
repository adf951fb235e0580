namespace EdgeTransfer.Evaluating;

/// <summary>One draw in detail, for the report.</summary>
/// <param name="Name">Which one it is, for a person.</param>
/// <param name="Classes">Truth and prediction of the classifier for each test image.</param>
/// <param name="Head">OK against NG; null without an OK class.</param>
internal sealed record ShotDetail(string Name, IReadOnlyList<(string Truth, string Predicted)> Classes, HeadDetail? Head);
