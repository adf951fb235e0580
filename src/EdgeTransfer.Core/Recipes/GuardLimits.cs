namespace EdgeTransfer.Core.Recipes;

/// <summary>What a prepared image must show before it may be judged.</summary>
/// <param name="MinBrightness">Smallest mean grey level, 0 to 255.</param>
/// <param name="MaxBrightness">Largest mean grey level, 0 to 255.</param>
/// <param name="MinFocus">
/// Smallest variance of the Laplacian (Pech-Pacheco et al., ICPR 2000), in grey levels squared; 0 takes any.
/// It depends on the part, so a useful limit comes from good images of it.
/// </param>
public sealed record GuardLimits(double MinBrightness = 4, double MaxBrightness = 251, double MinFocus = 0);
