using System.Globalization;
using EdgeTransfer.Core.Statistics;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>The report's plots.</summary>
internal static class Plots
{
    private const int Bars = 60;

    /// <summary>What each judge finds of the defects, over what it rejects of the good parts.</summary>
    public static Html Roc(IReadOnlyList<JudgedPart> parts, IReadOnlyList<Judge> judges)
    {
        var plot = PlotLook.New("good parts rejected by mistake", "defects found");
        var chance = plot.Add.Line(0, 0, 1, 1);
        (chance.LineColor, chance.LinePattern, chance.LineWidth) = (Color.FromHex(Colours.Sum), LinePattern.Dashed, 1);
        foreach (var judge in judges)
        {
            var points = RocCurve.Of([.. parts.Where(p => p.IsGood).Select(judge.Score)], [.. parts.Where(p => !p.IsGood).Select(judge.Score)]);
            var line = plot.Add.ScatterLine(points.Select(p => p.FalseRejects).ToArray(), points.Select(p => p.Found).ToArray(), Color.FromHex(judge.Colour));
            line.LineWidth = judges[0] == judge ? 3 : 2;
        }

        PlotLook.Percent(plot.Axes.Bottom);
        PlotLook.Percent(plot.Axes.Left);
        plot.Axes.SetLimits(-0.01, 1.01, 0, 1.02);
        return PlotLook.Svg(plot, "roc", "ROC curves");
    }

    /// <summary>Scores of good and defective parts over the bands.</summary>
    public static Html Histogram(HeadDetail head)
    {
        var plot = PlotLook.New("score (larger is worse)", "share of the parts");
        double[] good = [.. Scores(true)], defects = [.. Scores(false)];
        var (low, high) = Range(good, defects, head.Policy.UnsureFrom, head.Policy.NgFrom);
        var width = (high - low) / Bars;
        var largest = Math.Max(Fill(good, Colours.Good), Fill(defects, Colours.Defect));
        Band(low - width, head.Policy.UnsureFrom, Colours.Ok);
        Band(head.Policy.UnsureFrom, head.Policy.NgFrom, Colours.Unsure);
        Band(head.Policy.NgFrom, high + width, Colours.Ng);
        foreach (var limit in new[] { head.Policy.UnsureFrom, head.Policy.NgFrom })
        {
            plot.Add.VerticalLine(limit, 1.5f, Color.FromHex(Colours.Ink), LinePattern.Dashed);
        }

        PlotLook.Percent(plot.Axes.Left);
        plot.Axes.SetLimits(low - width, high + width, 0, 1.08 * largest);
        return PlotLook.Svg(plot, "scores", "Histogram of the scores");

        IEnumerable<double> Scores(bool ofGood) => head.Parts.Where(p => p.IsGood == ofGood && double.IsFinite(p.Scores.Ng)).Select(p => p.Scores.Ng);

        void Band(double from, double to, string colour)
        {
            if (Math.Max(from, low - width) < Math.Min(to, high + width))
            {
                var span = plot.Add.HorizontalSpan(Math.Max(from, low - width), Math.Min(to, high + width), Color.FromHex(colour).WithAlpha(0.13));
                span.LineWidth = 0;
                plot.MoveToBack(span);
            }
        }

        double Fill(double[] scores, string colour)
        {
            var shares = new double[Bars];
            foreach (var score in scores)
            {
                shares[(int)Math.Clamp((score - low) / width, 0, Bars - 1)] += 1.0 / scores.Length;
            }

            var bars = plot.Add.Bars(shares.Select((share, i) => new Bar
            {
                Position = low + ((i + 0.5) * width), Value = share, Size = width, FillColor = Color.FromHex(colour).WithAlpha(0.62), LineWidth = 0,
            }).Where(bar => bar.Value > 0).ToArray());
            return scores.Length == 0 ? 0 : shares.Max();
        }
    }

    /// <summary>Figures over the number of labelled images, one line a judge: mean, deviation, and the draws of the first one as dots.</summary>
    public static Html LearningCurve(string id, string label, int[] shots, IReadOnlyList<Curve> curves)
    {
        var plot = PlotLook.New("labelled images of each class", label);
        double[] x = [.. Enumerable.Range(0, shots.Length).Select(i => (double)i)];
        foreach (var curve in curves)
        {
            var colour = Color.FromHex(curve.Colour);
            MeanAndSd[] rows = [.. curve.Draws.Select(MeanAndSd.Of)];
            double[] mean = [.. rows.Select(r => r.Mean)];
            if (curve.Draws[0].Count > 1 && shots.Length > 1)
            {
                var spread = plot.Add.FillY(x, [.. rows.Select(r => r.Mean - r.Sd)], [.. rows.Select(r => Math.Min(1, r.Mean + r.Sd))]);
                (spread.FillColor, spread.LineWidth, spread.MarkerSize) = (colour.WithAlpha(0.13), 0, 0);
            }

            var line = plot.Add.Scatter(x, mean, colour);
            (line.LineWidth, line.MarkerSize) = (curve == curves[0] ? 3 : 2, 8);
            if (curve == curves[0] && curve.Draws[0].Count > 1)
            {
                var (draws, values) = (curve.Draws.Max(d => d.Count), curve.Draws.SelectMany((d, i) => d.Select((v, n) => (X: i + (0.16 * ((n + 0.5) / d.Count - 0.5)), Y: v))).ToArray());
                plot.Add.Markers(values.Select(v => v.X).ToArray(), values.Select(v => v.Y).ToArray(), MarkerShape.FilledCircle, draws > 10 ? 4 : 6, colour.WithAlpha(0.45));
            }
        }

        var lowest = curves.SelectMany(c => c.Draws.SelectMany(d => d.Append(d.Average() - MeanAndSd.Of(d).Sd))).Where(double.IsFinite).DefaultIfEmpty(0).Min();
        plot.Axes.Bottom.TickGenerator = new NumericManual(x, [.. shots.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        plot.Axes.SetLimits(-0.35, shots.Length - 0.65, Math.Floor(20 * (lowest - 0.005)) / 20, 1.005);
        return PlotLook.Svg(plot, id, label);
    }

    /// <summary>From the lowest to where nearly all good parts and most defects are; the bands always show.</summary>
    private static (double Low, double High) Range(double[] good, double[] defects, double unsure, double ng)
    {
        double[] all = [.. good.Concat(defects).Order()];
        if (all.Length == 0)
        {
            return (unsure - 1, ng + 1);
        }

        var low = Math.Min(all[0], unsure);
        var high = Math.Max(Math.Max(At(good, 0.995), At(defects, 0.9)), ng + (0.15 * (ng - low)));
        return high > low ? (low, high) : (low - 0.5, low + 0.5);

        static double At(double[] values, double share) => values.Length == 0 ? double.NegativeInfinity : values.Order().ElementAt((int)(share * (values.Length - 1)));
    }
}
