namespace EdgeTransfer.Configuration;

/// <summary>Size of a pixel on the part.</summary>
/// <param name="MillimetresPerPixel">Millimetres that one pixel of the original frame covers.</param>
public sealed record ScaleSettings(double MillimetresPerPixel);
