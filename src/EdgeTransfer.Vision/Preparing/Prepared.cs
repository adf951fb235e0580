using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Vision.Preparing;

/// <summary>Outcome of preparing one frame.</summary>
/// <param name="Reason">Why it must not be judged; <see cref="NotInspectedReason.None"/> when it may be.</param>
/// <param name="Detail">The reason in words, with the measured number; empty when there is none.</param>
/// <param name="Brightness">Mean grey level of the prepared image, 0 to 255; NaN when there is no image.</param>
/// <param name="Focus">Variance of its Laplacian, grey levels squared; NaN when there is no image.</param>
public readonly record struct Prepared(NotInspectedReason Reason, string Detail, double Brightness, double Focus)
{
    /// <summary>Whether it may be judged.</summary>
    public bool IsOk => Reason == NotInspectedReason.None;
}
