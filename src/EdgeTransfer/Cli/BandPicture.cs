using System.Globalization;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using Spectre.Console;

namespace EdgeTransfer.Cli;

/// <summary>Out-of-fold scores as bars, cut where the bands are.</summary>
internal static class BandPicture
{
    private const int Steps = 16;
    private const int BarWidth = 20;

    public static Table Draw(BandScores scores, Policy policy)
    {
        double[] all = [.. scores.Parts.Select(p => p.Ng), policy.UnsureFrom, policy.NgFrom];
        var (low, step) = (all.Min(), (all.Max() - all.Min()) / Steps);
        double[] from = [.. Enumerable.Range(0, Steps).Select(i => low + (i * step)).Concat([policy.UnsureFrom, policy.NgFrom]).Distinct().Order()];
        var rows = from.Select((edge, i) => (
            Edge: edge,
            Good: scores.GoodFrom(edge) - (i + 1 < from.Length ? scores.GoodFrom(from[i + 1]) : 0),
            Defects: (i + 1 < from.Length ? scores.DefectsBelow(from[i + 1]) : scores.Defects.Count) - scores.DefectsBelow(edge))).ToList();
        var (mostGood, mostDefects) = (rows.Max(r => r.Good), rows.Max(r => r.Defects));
        var table = new Table().AddColumns("verdict", "score from", $"{scores.Good.Count} good parts", $"{scores.Defects.Count} defects");
        table.Columns[1].RightAligned();
        var verdict = "";
        foreach (var row in rows)
        {
            var word = Words.Of(policy.Decide(row.Edge));
            table.AddRow(word == verdict ? "" : word, row.Edge.ToString("0.00", CultureInfo.InvariantCulture), Bar(row.Good, mostGood), Bar(row.Defects, mostDefects));
            verdict = word;
        }

        return table;
    }

    private static string Bar(int count, int most) => count == 0 ? "" : $"{new string('█', Math.Max(1, BarWidth * count / most))} {count}";
}
