using System.Security.Cryptography;
using System.Text;
using EdgeTransfer.Core.Recipes;

namespace EdgeTransfer.Core.Heads;

/// <summary>
/// Names a feature space: heads and cached features of different keys are never mixed (law 7). The calibration joins the
/// key when it changes pixels; a scale alone does not.
/// </summary>
public static class FeatureKey
{
    /// <summary>First 32 hex digits of the SHA-256 of everything that changes a feature.</summary>
    public static string Of(string backboneSha256, string precision, Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', backboneSha256, precision, recipe.FeatureHash()))))[..32];
    }
}
