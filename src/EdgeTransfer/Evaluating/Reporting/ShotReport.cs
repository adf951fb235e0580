using System.Globalization;
using EdgeTransfer.Core.Recipes;

namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>The page of <c>evaluate --classes</c>.</summary>
internal static class ShotReport
{
    private static readonly Judge[] Judges =
    [
        new("fusion", Colours.Fusion, p => p.Scores.Ng),
        new("anomaly", Colours.Anomaly, p => p.Scores.Anomaly),
        new("classifier", Colours.Classifier, p => p.Scores.Classifier ?? 0),
    ];

    public static string Html(ShotResult result, ShotDetail detail, ShotPlan plan, Recipe recipe, int seed, TimeProvider time)
    {
        var last = result.Rows.MaxBy(r => r.Shots)!;
        var lead = last.Auroc is null
            ? $"With {Show.Count(last.Shots, "labelled image")} of each class, {Facts.OfHundred(last.BalancedAccuracy.Mean)} test images are put into the right class."
            : $"With {Show.Count(last.Shots, "labelled image")} of each defect class, a defective part gets a higher score than a good one in {Facts.OfHundred(last.Auroc.Fusion)} cases (AUROC {Show.Figure(last.Auroc.Fusion)}).";
        return Page.Of(
            $"{Facts.Name(result.Data)}: learnt from few images",
            $"{result.Backbone} at {result.Size} pixels · {Show.Count(result.Draws, "draw")} · seed {seed} · {Facts.Date(time)}",
            lead,
            [
                Page.Numbers(Numbers(result, last)),
                Page.Section("How it learns", $"Training images were drawn {result.Draws} times; everything else was judged.", Page.Beside(Curves(result))),
                .. detail.Head is { } head
                    ? HeadSections.Of(head, Judges, HeadSections.ClassFigure(detail.Classes))
                    : [Page.Section("One classifier, looked at closely", $"This is {detail.Name}.", HeadSections.ClassFigure(detail.Classes))],
                Page.Section("All figures", $"Mean over the draws{(result.Draws > 1 ? " ± standard deviation" : "")}.",
                    [Figures(result), .. last.Defects is { } classes ? (Html[])[Facts.Classes(classes, result.Masks > 0)] : []]),
                Page.Section("What was run", "", Page.Facts(Run(result, plan, recipe, seed, time))),
            ]);
    }

    private static IEnumerable<(string, string, string)> Numbers(ShotResult result, ShotRow row)
    {
        var with = $"with {row.Shots} images of each class";
        if (row.Auroc is { } auroc)
        {
            yield return ("AUROC of the fusion", Show.Figure(auroc.Fusion, row.AurocSd!.Fusion, result.Draws), $"{with}; 1 is perfect, 0.5 is guessing");
            yield return ("Escapes at 0 / 1 / 5 % false rejects", Facts.Rates(row.EscapeRateAtFalseRejects), Facts.Escapes);
            yield return Facts.Bands(row.Bands!);
        }

        yield return ("Balanced accuracy", Show.Figure(row.BalancedAccuracy.Mean, row.BalancedAccuracy.Sd, result.Draws), $"mean over the classes of the share that the classifier names rightly, {with}");
        if (row.PixelAuroc is not null)
        {
            yield return ("Pixel AUROC", Show.Figure(row.PixelAuroc), Facts.PixelAuroc + " (first draw)");
            yield return ("AUPRO", Show.Figure(row.Aupro), Facts.Aupro + " (first draw)");
        }
    }

    private static IEnumerable<Html> Curves(ShotResult result)
    {
        int[] shots = [.. result.Rows.Select(r => r.Shots)];
        var spread = result.Draws > 1 ? " Line: mean over the draws; shaded: one standard deviation; dots: the single draws." : "";
        if (result.Rows.All(r => r.PerDraw.Auroc is not null))
        {
            Curve[] curves = [Of("fusion", Colours.Fusion, a => a.Fusion), Of("anomaly", Colours.Anomaly, a => a.Anomaly), Of("classifier", Colours.Classifier, a => a.Classifier), Of("plain sum", Colours.Sum, a => a.Sum)];
            yield return Page.Figure(
                "Good or defective", Plots.LearningCurve("auroc", "AUROC", shots, curves),
                "How well good and defective parts are told apart: 1 is perfect, 0.5 is guessing. The fusion is what judges on a line." + spread.Replace("single draws", "fusion's single draws", StringComparison.Ordinal),
                curves.Select(c => (c.Name, c.Colour)));
        }

        Curve[] accuracy = [new("balanced accuracy", Colours.Classifier, [.. result.Rows.Select(r => r.PerDraw.BalancedAccuracy)])];
        yield return Page.Figure(
            "Which class", Plots.LearningCurve("accuracy", "balanced accuracy", shots, accuracy), "How often the classifier names the right class, each class counted alike." + spread,
            ("classifier", Colours.Classifier));

        Curve Of(string name, string colour, Func<Aurocs, double> value) => new(name, colour, [.. result.Rows.Select(r => (IReadOnlyList<double>)[.. r.PerDraw.Auroc!.Select(value)])]);
    }

    private static Html Figures(ShotResult result)
    {
        var (auroc, masks) = (result.Rows[0].Auroc is not null, result.Rows[0].PixelAuroc is not null);
        string[] headings =
        [
            "images of each class", "balanced accuracy",
            .. auroc ? (string[])["AUROC fusion", "anomaly", "classifier", "plain sum", "escapes at 0 / 1 / 5 %"] : [],
            .. masks ? (string[])["pixel AUROC", "AUPRO"] : [],
        ];
        return Page.Figure("By number of labelled images", Tables.Of(headings, result.Rows.Select(Row)), auroc
            ? "The plain sum is standardised on good test parts, which a line does not have: it is there for comparison. Escapes are of the fusion."
            : "Balanced accuracy: mean over the classes of the share that is named rightly.");

        string[] Row(ShotRow row) =>
        [
            row.Shots.ToString(CultureInfo.InvariantCulture), Show.Figure(row.BalancedAccuracy.Mean, row.BalancedAccuracy.Sd, result.Draws),
            .. auroc ? (string[])[Of(row, a => a.Fusion), Of(row, a => a.Anomaly), Of(row, a => a.Classifier), Of(row, a => a.Sum), Facts.Rates(row.EscapeRateAtFalseRejects)] : [],
            .. masks ? (string[])[Show.Figure(row.PixelAuroc), Show.Figure(row.Aupro)] : [],
        ];

        string Of(ShotRow row, Func<Aurocs, double> value) => Show.Figure(value(row.Auroc!), value(row.AurocSd!), result.Draws);
    }

    private static IEnumerable<(string, string)> Run(ShotResult result, ShotPlan plan, Recipe recipe, int seed, TimeProvider time) =>
    [
        ("command", "evaluate --classes" + (plan.Ok is null ? "" : $" --ok {plan.Ok}") + (plan.Marks ? " --marks" : "")),
        ("data", result.Data),
        ("images", $"{result.Images} of {Show.Count(plan.Files.Count, "class")}; {result.LeftOut} left out as unreadable"),
        ("classes", string.Join(", ", plan.Files.Select(c => $"{c.Key} ({c.Value.Length})"))),
        .. plan.Ok is null ? [] : ((string, string)[])[("good images to learn from", string.Join(" or ", plan.Draws.Select(d => d.Good.Length).Distinct())), ("masks", $"{result.Masks}, {(plan.Marks ? "given to the trainer as boxes" : "for measuring alone")}")],
        ("draws", $"{result.Draws}, {(plan.Splits is null ? "random" : "fixed lists of " + plan.Splits)}"),
        ("backbone", result.Backbone),
        ("input", Facts.Input(recipe)),
        ("seed", seed.ToString(CultureInfo.InvariantCulture)),
        ("learning and judging", $"{result.Seconds.ToString("0", CultureInfo.InvariantCulture)} s"),
        ("date", Facts.Date(time)),
    ];
}
