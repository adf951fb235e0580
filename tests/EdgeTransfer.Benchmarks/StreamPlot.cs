using System.Globalization;
using EdgeTransfer.Core.Statistics;
using EdgeTransfer.Evaluating.Reporting;
using ScottPlot;
using ScottPlot.TickGenerators;
using Colours = EdgeTransfer.Evaluating.Reporting.Colours;

namespace EdgeTransfer.Benchmarks;

/// <summary>Rates over the number of labels: all orders together with 95 % bounds, each order as dots, the first head dashed.</summary>
internal static class StreamPlot
{
    private const double Tail = 0.975;
    private const int Width = 760, Height = 420;

    public static string Draw(IReadOnlyList<StreamRun> runs)
    {
        var plot = PlotLook.New("labels", "share of the parts judged");
        int[] labels = [.. runs[0].Stretches.Select(s => s.Labels)];
        double[] x = [.. labels.Index().Select(l => (double)l.Index)]; // each has twice the labels of the one before: a logarithmic axis
        Rates("escapes, of defects", Colours.Defect, c => (c.Escapes, c.Defects));
        Rates("false rejects, of good parts", Colours.Good, c => (c.FalseRejects, c.Good));
        plot.Axes.Bottom.TickGenerator = new NumericManual(x, [.. labels.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        PlotLook.Percent(plot.Axes.Left);
        plot.Axes.SetLimitsX(-0.3, labels.Length - 0.7);
        plot.Axes.SetLimitsY(0, 1);
        var legend = plot.ShowLegend(Alignment.UpperRight);
        (legend.FontSize, legend.OutlineWidth, legend.ShadowColor) = (13, 0, ScottPlot.Colors.Transparent);
        return PlotLook.Svg(plot, "stream", "Escapes and false rejects over the number of labels", Width, Height).Markup
            .Replace("<svg ", $"<svg width=\"{Width}\" height=\"{Height}\" font-family=\"DejaVu Sans, Verdana, sans-serif\" ", StringComparison.Ordinal);

        void Rates(string name, string hex, Func<StreamCounts, (int Events, int Parts)> of)
        {
            var colour = Color.FromHex(hex);
            (int Events, int Parts)[] judged = [.. Sums(s => s.Judged)], first = [.. Sums(s => s.FirstHead)];
            var band = plot.Add.FillY(
                x,
                judged.Select(j => ClopperPearson.Lower(j.Events, j.Parts, Tail)).ToArray(),
                judged.Select(j => ClopperPearson.Upper(j.Events, j.Parts, Tail)).ToArray());
            (band.FillColor, band.LineWidth, band.MarkerSize) = (colour.WithAlpha(0.13), 0, 0);
            var line = plot.Add.Scatter(x, judged.Select(Share).ToArray(), colour);
            (line.LineWidth, line.MarkerSize, line.LegendText) = (3, 8, name);
            var baseline = plot.Add.ScatterLine(x, first.Select(Share).ToArray(), colour);
            (baseline.LineWidth, baseline.LinePattern, baseline.LegendText) = (1.5f, LinePattern.Dashed, $"{name.Split(',')[0]}, first head");
            foreach (var run in runs)
            {
                plot.Add.Markers(x, run.Stretches.Select(s => Share(of(s.Judged))).ToArray(), MarkerShape.FilledCircle, 5, colour.WithAlpha(0.45));
            }

            IEnumerable<(int, int)> Sums(Func<StreamStretch, StreamCounts> counts) =>
                x.Select((_, i) => of(runs.Aggregate(StreamCounts.None, (sum, run) => sum.Add(counts(run.Stretches[i])))));
        }
    }

    private static double Share((int Events, int Parts) counts) => (double)counts.Events / counts.Parts;
}
