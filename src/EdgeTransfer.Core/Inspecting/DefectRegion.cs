namespace EdgeTransfer.Core.Inspecting;

/// <summary>Where a part is unlike good ones: a connected area of the map above the head's level.</summary>
/// <param name="Area">Pixels of the original frame.</param>
/// <param name="Peak">Largest patch distance in it.</param>
/// <param name="PeakAt">Where that is.</param>
/// <param name="Centre">Centre of the area.</param>
/// <param name="Outline">A polygon around it, closed from its last point to its first.</param>
public sealed record DefectRegion(double Area, double Peak, FramePoint PeakAt, FramePoint Centre, IReadOnlyList<FramePoint> Outline);
