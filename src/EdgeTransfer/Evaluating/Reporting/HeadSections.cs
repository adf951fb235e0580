using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>What is shown of one head: curves, bands, verdicts, worst mistakes.</summary>
internal static class HeadSections
{
    public static IEnumerable<Html> Of(HeadDetail head, IReadOnlyList<Judge> judges, Html? classes)
    {
        var (good, defects) = (head.Parts.Count(p => p.IsGood), head.Parts.Count(p => !p.IsGood));
        yield return Page.Section(
            "One head, looked at closely", $"This is {head.Name}. It judged {Show.Count(good, "good part")} and {Show.Count(defects, "defective part")} that it had never seen.",
            Page.Beside(
                Page.Figure(
                    "Scores and bands", Plots.Histogram(head),
                    "Parts in the green area are judged OK, in the yellow UNSURE, in the red NG. The less the two colours overlap, the better. The limits (dashed) "
                    + $"were set on the training images alone: {head.Policy.Method}. The outermost bars also hold what lies beyond.",
                    ("good parts", Colours.Good), ("defective parts", Colours.Defect)),
                Page.Figure(
                    "What is found, and what it costs", Plots.Roc(head.Parts, judges),
                    "Up: the share of the defects that is found. To the right: the share of the good parts that is then rejected by mistake. A good judge hugs the "
                    + "upper left corner; the dashed line is guessing.",
                    judges.Select(j => ($"{j.Name} {Show.Figure(Auroc(head.Parts, j))}", j.Colour)))),
            Page.Uneven(
                [Page.Figure(
                    "Verdicts", Tables.VerdictMatrix(head),
                    "Each row is what the parts are, each column the verdict they got. Red: defects that escaped (OK) and good parts rejected (NG). Yellow: a person is asked."),
                .. classes is { } table ? [table] : Array.Empty<Html>()]));
        yield return Page.Section(
            "The worst mistakes",
            "Left the part, with a blue line around what its mask marks; right the same with its heat map: yellow where it is unlike the good parts, red and violet where it is "
            + "very unlike them. No colour: the map saw nothing there.",
            Pictures.Of("Escapes: defects judged OK, the lowest scores first", "No defect was judged OK.", head.Escapes),
            Pictures.Of("False rejects: good parts not judged OK, the highest scores first", "Every good part was judged OK.", head.FalseRejects));
    }

    /// <summary>The classifier's mistakes as a figure.</summary>
    public static Html ClassFigure(IReadOnlyList<(string Truth, string Predicted)> pairs) => Page.Figure(
        "Classes", Tables.ClassMatrix(pairs), "Each row is the true class, each column what the classifier said. Right answers lie on the green diagonal.");

    private static double Auroc(IReadOnlyList<JudgedPart> parts, Judge judge) =>
        Ranking.Auroc([.. parts.Where(p => p.IsGood).Select(judge.Score)], [.. parts.Where(p => !p.IsGood).Select(judge.Score)]);
}
