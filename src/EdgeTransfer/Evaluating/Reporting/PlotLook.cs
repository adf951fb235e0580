using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>The one look of all plots.</summary>
internal static class PlotLook
{
    /// <summary>An empty plot with named axes.</summary>
    public static Plot New(string x, string y)
    {
        var plot = new Plot();
        plot.Font.Set("DejaVu Sans"); // only measured with: the page has its own font
        plot.FigureBackground.Color = ScottPlot.Colors.White;
        plot.DataBackground.Color = ScottPlot.Colors.White;
        plot.Grid.MajorLineColor = Color.FromHex(Colours.Line);
        plot.Axes.Color(Color.FromHex(Colours.Ink));
        plot.Axes.Right.FrameLineStyle.Width = plot.Axes.Top.FrameLineStyle.Width = 0;
        (plot.Axes.Right.MinimumSize, plot.Axes.Top.MinimumSize) = (26, 12); // room for the last tick's label
        foreach (var (axis, name) in new[] { ((IAxis)plot.Axes.Bottom, x), (plot.Axes.Left, y) })
        {
            axis.Label.Text = name;
            axis.Label.FontSize = 14;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = 13;
            axis.FrameLineStyle.Color = Color.FromHex("#aab4be");
            axis.MajorTickStyle.Color = Color.FromHex("#aab4be");
            axis.MinorTickStyle.Length = 0;
        }

        return plot;
    }

    /// <summary>Ticks as percentages.</summary>
    public static void Percent(IAxis axis) => axis.TickGenerator = new NumericAutomatic
    {
        LabelFormatter = value => (100 * value).ToString("0.#", CultureInfo.InvariantCulture) + " %",
    };

    /// <summary>The plot as markup.</summary>
    public static Html Svg(Plot plot, string id, string label, int width = 560, int height = 380) => SvgText.Inline(plot.GetSvgXml(width, height), id, label);
}
