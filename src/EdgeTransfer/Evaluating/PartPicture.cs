namespace EdgeTransfer.Evaluating;

/// <summary>A test image for the report, as it is and with its heat map.</summary>
/// <param name="File">Its path.</param>
/// <param name="Class">What it is.</param>
/// <param name="Score">The NG score.</param>
/// <param name="Verdict">By the proposed bands.</param>
/// <param name="Plain">JPEG.</param>
/// <param name="Heat">JPEG.</param>
internal sealed record PartPicture(string File, string Class, double Score, Core.Inspecting.Verdict Verdict, byte[] Plain, byte[] Heat);
