using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>
/// Makes ScottPlot's SVG fit for a page: Skia names the font of this machine, sets every glyph by its widths, and counts the ids of
/// its clip paths anew in each plot. Here text is centred where Skia centred it, in the page's font, and ids are told apart.
/// </summary>
internal static partial class SvgText
{
    /// <summary>An SVG element that scales with the page.</summary>
    /// <param name="svg">Document as Skia writes it.</param>
    /// <param name="id">Of its own for each plot of a page.</param>
    /// <param name="label">What it shows, for a screen reader.</param>
    public static Html Inline(string svg, string id, string label)
    {
        var root = Root().Match(svg);
        var (width, height) = (root.Groups["width"].Value, root.Groups["height"].Value);
        var content = svg[(root.Index + root.Length)..];
        content = Ids().Replace(content, $"$1{id}-");
        content = Text().Replace(content, Centred);
        return new(Html.Of($"""<svg role="img" aria-label="{label}" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">""").Markup + content);
    }

    private static string Centred(Match text)
    {
        double[] x = [.. Numbers(text.Groups["x"].Value)];
        double[] y = [.. Numbers(text.Groups["y"].Value)];
        var size = Numbers(text.Groups["size"].Value).First();
        var glyph = x.Length > 1 ? (x[^1] - x[0]) / (x.Length - 1) : 0.6 * size; // the last one's own width is not told
        var middle = x.Length == 0 ? 0 : (x[0] + x[^1] + glyph) / 2;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<text{text.Groups["before"].Value} text-anchor=\"middle\" x=\"{middle:F1}\" y=\"{y.FirstOrDefault():F1}\"{text.Groups["after"].Value}>{text.Groups["text"].Value.Trim()}</text>");
    }

    private static IEnumerable<double> Numbers(string list) => list
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture));

    [GeneratedRegex("""^.*?<svg[^>]*? width="(?<width>[0-9.]+)" height="(?<height>[0-9.]+)"[^>]*>""", RegexOptions.Singleline)]
    private static partial Regex Root();

    [GeneratedRegex("""(id="|url\(#)(?=cl_)""")]
    private static partial Regex Ids();

    [GeneratedRegex("""<text(?<before>[^>]*? font-size="(?<size>[0-9.]+)"[^>]*?) font-family="[^"]*" x="(?<x>[^"]*)" y="(?<y>[^"]*)"(?<after>[^>]*)>(?<text>[^<]*)</text>""")]
    private static partial Regex Text();
}
