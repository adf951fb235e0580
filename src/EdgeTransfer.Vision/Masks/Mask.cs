using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Vision.Masks;

/// <summary>Where the defects of one image lie, pixel by pixel.</summary>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Regions">Height × width: the number of the pixel's connected region of defect (8 neighbours), from 1; 0 where the part is good.</param>
/// <param name="Boxes">The box around each region, in fractions of the image; region n is at n − 1.</param>
public sealed record Mask(int Width, int Height, int[] Regions, IReadOnlyList<MarkBox> Boxes);
