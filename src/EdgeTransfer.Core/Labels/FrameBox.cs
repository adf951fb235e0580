using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Labels;

/// <summary>A box in pixels of the original frame, as regions are reported; fractions of a pixel are taken.</summary>
/// <param name="X">Left side.</param>
/// <param name="Y">Upper side.</param>
/// <param name="Width">Above 0.</param>
/// <param name="Height">Above 0.</param>
[method: JsonConstructor]
public readonly record struct FrameBox(double X, double Y, double Width, double Height);
