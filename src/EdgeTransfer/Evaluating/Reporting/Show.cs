using System.Globalization;

namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>Numbers for a person; a dash where there is none.</summary>
internal static class Show
{
    private const string None = "–";

    /// <summary>As in 0.974.</summary>
    public static string Figure(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("F3", CultureInfo.InvariantCulture) : None;

    /// <summary>As in 0.974 ± 0.006; the deviation only where there are several draws.</summary>
    public static string Figure(double? value, double? deviation, int draws) =>
        draws > 1 && value is { } v && double.IsFinite(v) ? $"{Figure(value)} ± {Figure(deviation)}" : Figure(value);

    /// <summary>As in 4.2 %.</summary>
    public static string Share(double? value) => value is { } v && double.IsFinite(v) ? (100 * v).ToString("0.#", CultureInfo.InvariantCulture) + " %" : None;

    /// <summary>As in "1 image", "2 images"; "judged 1.5 images" does not occur.</summary>
    public static string Count(double count, string one) =>
        count.ToString("0.#", CultureInfo.InvariantCulture) + " " + (count == 1 ? one : one + (one.EndsWith('s') ? "es" : "s"));
}
