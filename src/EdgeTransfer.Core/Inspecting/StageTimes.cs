namespace EdgeTransfer.Core.Inspecting;

/// <summary>Milliseconds that one part spent in each stage.</summary>
/// <param name="Prepare">Region, resize and guard.</param>
/// <param name="Features">Backbone.</param>
/// <param name="Judge">Head graphs, fusion and decision.</param>
/// <param name="Total">From capture to decision, waiting included.</param>
public sealed record StageTimes(double Prepare, double Features, double Judge, double Total);
