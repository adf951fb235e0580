namespace EdgeTransfer.Core.Recipes;

/// <summary>What a prepared image must show before it may be judged.</summary>
/// <param name="MinBrightness">Smallest mean grey level, 0 to 255.</param>
/// <param name="MaxBrightness">Largest mean grey level, 0 to 255.</param>
/// <param name="MinFocus">
/// Smallest variance of the Laplacian (Pech-Pacheco et al., ICPR 2000), in grey levels squared; 0 takes any.
/// It depends on the part, so a useful limit comes from good images of it.
/// </param>
public sealed record GuardLimits(double MinBrightness = 4, double MaxBrightness = 251, double MinFocus = 0)
{
    /// <summary>What breaks the contract, one sentence each.</summary>
    public IEnumerable<string> Validate()
    {
        if (!(MinBrightness >= 0 && MinBrightness < MaxBrightness && MaxBrightness <= 255))
        {
            yield return FormattableString.Invariant($"Guard takes brightness from {MinBrightness} to {MaxBrightness}; it must be a range within 0 to 255.");
        }

        if (!(MinFocus >= 0 && double.IsFinite(MinFocus)))
        {
            yield return FormattableString.Invariant($"Guard asks for a focus of {MinFocus}; it must be 0 or more.");
        }
    }
}
