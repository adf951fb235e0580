using System.Globalization;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>Tables of counts and figures.</summary>
internal static class Tables
{
    private static readonly string[] Verdicts = [Words.Of(Verdict.Ok), Words.Of(Verdict.Unsure), Words.Of(Verdict.Ng)];

    /// <summary>Rows of text under headings.</summary>
    public static Html Of(IEnumerable<string> headings, IEnumerable<IEnumerable<string>> rows) => Html.Of($"""
        <table><thead><tr>{headings.Select(h => Html.Of($"<th>{h}</th>"))}</tr></thead>
        <tbody>{rows.Select(r => Html.Of($"<tr>{r.Select(c => Html.Of($"<td>{c}</td>"))}</tr>"))}</tbody></table>
        """);

    /// <summary>Truth by class over the verdicts of the bands.</summary>
    public static Html VerdictMatrix(HeadDetail head) => Matrix(
        "truth", [.. head.Parts.OrderBy(p => !p.IsGood).ThenBy(p => p.Class, StringComparer.Ordinal).Select(p => p.Class).Distinct()], Verdicts,
        (truth, verdict) => head.Parts.Count(p => p.Class == truth && Words.Of(head.Policy.Decide(p.Scores.Ng)) == verdict),
        (truth, verdict) => verdict == "UNSURE" ? Colours.Unsure : (verdict == "OK") == (truth == Label.Ok) ? Colours.Ok : Colours.Ng);

    /// <summary>Truth over what the classifier said.</summary>
    public static Html ClassMatrix(IReadOnlyList<(string Truth, string Predicted)> pairs)
    {
        string[] names = [.. pairs.SelectMany(p => new[] { p.Truth, p.Predicted }).Distinct().OrderBy(n => n != Label.Ok).ThenBy(n => n, StringComparer.Ordinal)];
        var counts = pairs.CountBy(p => p).ToDictionary();
        return Matrix(
            "truth", [.. names.Where(n => pairs.Any(p => p.Truth == n))], names,
            (truth, predicted) => counts.GetValueOrDefault((truth, predicted)),
            (truth, predicted) => truth == predicted ? Colours.Ok : Colours.Ng);
    }

    /// <summary>The verdict as a word on its colour.</summary>
    public static Html Chip(Verdict verdict) =>
        Html.Of($"""<span class="verdict" style="--c:{(verdict == Verdict.Ok ? Colours.Ok : verdict == Verdict.Ng ? Colours.Ng : "#b07f00")}">{Words.Of(verdict)}</span>""");

    /// <summary>Counts, shaded by their share of the row.</summary>
    private static Html Matrix(string corner, string[] rows, string[] columns, Func<string, string, int> count, Func<string, string, string> colour)
    {
        return Html.Of($"""
            <table class="matrix"><thead><tr><th>{corner}</th>{columns.Select(c => Html.Of($"<th>{c}</th>"))}</tr></thead>
            <tbody>{rows.Select(Row)}</tbody></table>
            """);

        Html Row(string row)
        {
            int[] counts = [.. columns.Select(column => count(row, column))];
            return Html.Of($"<tr><th>{row}</th>{columns.Zip(counts).Select(c => Cell(c.Second, c.Second / (double)Math.Max(1, counts.Sum()), colour(row, c.First)))}</tr>");
        }

        static Html Cell(int count, double share, string colour)
        {
            var opacity = count == 0 ? 0 : (int)Math.Round(30 + (140 * Math.Sqrt(share)));
            var style = count == 0 ? "background:#f4f6f8" : $"background:{colour}{opacity.ToString("x2", CultureInfo.InvariantCulture)}";
            return count == 0
                ? Html.Of($"""<td style="{style}">0</td>""")
                : Html.Of($"""<td style="{style}">{count}<small>{Show.Share(share)}</small></td>""");
        }
    }
}
