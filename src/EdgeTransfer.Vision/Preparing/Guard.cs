using System.Globalization;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Recipes;

namespace EdgeTransfer.Vision.Preparing;

/// <summary>Holds what was measured against the recipe's limits. Light comes first: a dark image is never sharp.</summary>
internal static class Guard
{
    /// <summary>A number that is not one passes no limit.</summary>
    public static Prepared Check(double brightness, double focus, GuardLimits limits)
    {
        var (reason, detail) = (brightness, focus) switch
        {
            _ when !(brightness >= limits.MinBrightness) => (NotInspectedReason.Dark, Say("mean grey level", brightness, "below", limits.MinBrightness)),
            _ when !(brightness <= limits.MaxBrightness) => (NotInspectedReason.Bright, Say("mean grey level", brightness, "above", limits.MaxBrightness)),
            _ when !(focus >= limits.MinFocus) => (NotInspectedReason.Blurred, Say("variance of the Laplacian", focus, "below", limits.MinFocus)),
            _ => (NotInspectedReason.None, ""),
        };
        return new(reason, detail, brightness, focus);
    }

    private static string Say(string what, double value, string side, double limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {value:F1} is {side} the limit of {limit:0.###}");
}
