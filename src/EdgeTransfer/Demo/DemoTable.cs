using System.Globalization;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Stations;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EdgeTransfer.Demo;

/// <summary>The live picture of the demo.</summary>
internal static class DemoTable
{
    public static IRenderable Draw(Station station, DemoBook book)
    {
        var counts = new Table().Border(TableBorder.Rounded).AddColumns("verdict", "parts").Expand();
        foreach (var verdict in new[] { Verdict.Ok, Verdict.Ng, Verdict.Unsure, Verdict.NotInspected })
        {
            counts.AddRow(Words.Of(verdict), $"{station.Tally.Of(verdict)}");
        }

        counts.AddRow("latency P50 / P99", $"{Milliseconds(station.Latency.Quantile(0.5))} / {Milliseconds(station.Latency.Quantile(0.99))}");
        counts.AddRow("labels by the operator", $"{book.Labels}");

        var rates = new Table().Border(TableBorder.Rounded).AddColumns("head", "escapes", "false rejects", "UNSURE").Expand();
        foreach (var rate in book.Rates)
        {
            rates.AddRow(
                Markup.Escape(rate.Head + (rate.Head == station.Slot.HeadVersion ? "  (active)" : "")),
                Share(rate.Escapes, rate.Defects), Share(rate.FalseRejects, rate.Good), $"{rate.Unsure}");
        }

        if (book.Rates.Count == 0)
        {
            rates.AddRow("not taught yet", "", "", "");
        }

        var alerts = new Rows(book.LastAlerts.Select(line => (IRenderable)new Text(line)).DefaultIfEmpty(new Text("none yet")));
        return new Rows(
            new Text($"EdgeTransfer demo: {book.Phase}"),
            new Columns(counts, rates),
            new Panel(new Text(book.LastTraining)).Header("last training").Expand(),
            new Panel(alerts).Header("last alerts").Expand());
    }

    /// <summary>The same in one line, where there is no terminal.</summary>
    public static string Line(Station station, DemoBook book) =>
        $"{book.Phase}: {string.Join(", ", Enum.GetValues<Verdict>().Select(v => $"{Words.Of(v)} {station.Tally.Of(v)}"))}; head {station.Slot.HeadVersion ?? "none"}; last training {book.LastTraining}";

    private static string Milliseconds(double? value) => value?.ToString("0.0 ms", CultureInfo.InvariantCulture) ?? "-";

    private static string Share(int count, int total) =>
        total == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{count} of {total} ({100.0 * count / total:0.#} %)");
}
