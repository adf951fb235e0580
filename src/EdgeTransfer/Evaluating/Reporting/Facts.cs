using System.Globalization;
using EdgeTransfer.Core.Recipes;

namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>Sentences that both reports share.</summary>
internal static class Facts
{
    public const string Escapes = "share of the defects that passes, where so many good test parts may be rejected; the threshold is laid on the same parts, so it compares methods and promises a line nothing";
    public const string PixelAuroc = "how well the heat map ranks defective pixels above good ones";
    public const string Aupro = "mean share of each marked region that the map finds, up to 30 % false pixels; small regions count like large ones";

    public static string Date(TimeProvider time) => time.GetUtcNow().ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Name(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    public static string Input(Recipe recipe) => $"{(recipe.Tiles is { } tiles ? $"{tiles.Rows} × {tiles.Columns} tiles, each of " : "")}{recipe.InputSize} × {recipe.InputSize} pixels";

    /// <summary>As in "97 of 100".</summary>
    public static string OfHundred(double share) => double.IsFinite(share) ? $"{Math.Round(100 * share):0} of 100" : "an unknown share";

    public static string Rates(EscapeRates? rates) => rates is null ? "–" : $"{Bare(rates.At0)} / {Bare(rates.At1)} / {Show.Share(rates.At5)}";

    /// <summary>What the proposed bands make of the test parts: a name, a figure, and the rest in words.</summary>
    public static (string Name, string Figure, string Words) Bands(BandRates bands) => (
        "With the proposed bands", $"{Show.Share(bands.EscapeRate)} escape",
        $"{Show.Share(bands.FalseRejectRate)} of the good parts are not OK; UNSURE: {Show.Share(bands.UnsureDefects)} of the defects, {Show.Share(bands.UnsureGood)} of the good parts");

    private static string Bare(double rate) => Show.Share(rate).Replace(" %", "", StringComparison.Ordinal);

    public static Html Classes(IReadOnlyList<DefectResult> defects, bool masks) => Page.Figure(
        "By defect class",
        Tables.Of(
            ["class", "images", "AUROC", "escapes at 0 %", "at 1 %", "at 5 %", .. masks ? (string[])["pixel AUROC", "AUPRO"] : []],
            defects.OrderBy(d => d.Auroc).Select(d => (string[])[
                d.Class, d.Images.ToString("0.#", CultureInfo.InvariantCulture), Show.Figure(d.Auroc),
                Show.Share(d.EscapeRateAtFalseRejects.At0), Show.Share(d.EscapeRateAtFalseRejects.At1), Show.Share(d.EscapeRateAtFalseRejects.At5),
                .. masks ? (string[])[Show.Figure(d.PixelAuroc), Show.Figure(d.Aupro)] : []])),
        "Each class against all good test parts, the hardest first. Escapes: the share that passes where 0, 1 or 5 % of the good parts may be rejected.");
}
