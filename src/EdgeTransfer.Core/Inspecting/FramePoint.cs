namespace EdgeTransfer.Core.Inspecting;

/// <summary>A place in the original frame, pixels; 0, 0 is the upper left corner of its first pixel.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
public readonly record struct FramePoint(float X, float Y);
