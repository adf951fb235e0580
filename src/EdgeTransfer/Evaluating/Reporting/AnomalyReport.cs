using System.Globalization;
using EdgeTransfer.Core.Recipes;

namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>The page of <c>evaluate --data</c>.</summary>
internal static class AnomalyReport
{
    public static string Html(AnomalyResult result, HeadDetail head, Recipe recipe, TimeProvider time) => Page.Of(
        $"{Facts.Name(result.Data)}: learnt from good parts alone",
        $"{result.Backbone} at {result.Size} pixels · seed {result.Seed} · {Facts.Date(time)}",
        $"Shown {Show.Count(result.TrainGood, "good image")} and no defect, the anomaly head gives a defective part a higher score than a good one in "
        + $"{Facts.OfHundred(result.ImageAuroc)} cases (AUROC {Show.Figure(result.ImageAuroc)}).",
        [
            Page.Numbers(Numbers(result, BandRates.Of(head.Parts, head.Policy))),
            .. HeadSections.Of(head, [new("anomaly", Colours.Anomaly, p => p.Scores.Anomaly)], Facts.Classes(result.Defects, result.Masks > 0)),
            Page.Section("What was run", "", Page.Facts(Run(result, head, recipe, time))),
        ]);

    private static IEnumerable<(string, string, string)> Numbers(AnomalyResult result, BandRates bands)
    {
        yield return ("AUROC by image", Show.Figure(result.ImageAuroc), "1 is perfect, 0.5 is guessing");
        yield return ("Escapes at 0 / 1 / 5 % false rejects", Facts.Rates(result.EscapeRateAtFalseRejects), Facts.Escapes);
        yield return Facts.Bands(bands);
        if (result.PixelAuroc is not null)
        {
            yield return ("Pixel AUROC", Show.Figure(result.PixelAuroc), Facts.PixelAuroc);
            yield return ("AUPRO", Show.Figure(result.Aupro), Facts.Aupro);
        }

        yield return ("Time", $"{result.MsPerImage.ToString("0.0", CultureInfo.InvariantCulture)} ms", $"an image, with reading the file; the bank was learnt in {result.FitSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
    }

    private static IEnumerable<(string, string)> Run(AnomalyResult result, HeadDetail head, Recipe recipe, TimeProvider time) =>
    [
        ("command", "evaluate --data"),
        ("data", result.Data),
        ("learnt from", Show.Count(result.TrainGood, "good image")),
        ("judged", $"{Show.Count(result.TestGood, "good image")}, {Show.Count(result.TestDefects, "defective image")}, {Show.Count(result.Masks, "mask")}; {result.LeftOut} left out as unreadable"),
        ("backbone", result.Backbone),
        ("input", Facts.Input(recipe)),
        ("seed", result.Seed.ToString(CultureInfo.InvariantCulture)),
        ("best F1", $"{Show.Figure(result.BestF1)} from a score of {result.BestF1Threshold.ToString("0.###", CultureInfo.InvariantCulture)} on (threshold laid on the test parts)"),
        ("bands", string.Create(CultureInfo.InvariantCulture, $"UNSURE from {head.Policy.UnsureFrom:0.###}, NG from {head.Policy.NgFrom:0.###}, in deviations of good parts: {head.Policy.Method}")),
        ("date", Facts.Date(time)),
    ];
}
