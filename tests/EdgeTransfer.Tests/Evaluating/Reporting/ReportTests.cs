using System.Text.RegularExpressions;
using System.Xml.Linq;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Evaluating;
using EdgeTransfer.Evaluating.Reporting;
using EdgeTransfer.Tests.Cli;
using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Tests.Evaluating.Reporting;

public sealed partial class ReportTests : IDisposable
{
    private const string Hostile = "<script>alert('\"&')</script>";

    private static readonly FakeTimeProvider Time = new(new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));

    private static readonly Recipe Recipe = new() { Product = "evaluation", Tiles = new(2, 3) };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<bool> Kinds => [true, false];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Html_HostileNames_AreTextAlone(bool anomaly)
    {
        var page = Make(anomaly);

        page.ShouldNotContain("<script", Case.Insensitive);
        page.ShouldContain("&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Html_WholePage_AsksForNothingFromOutside(bool anomaly)
    {
        var page = Make(anomaly);

        Attributes().Matches(page).Select(m => m.Groups[1].Value).ShouldAllBe(value => value.StartsWith("data:image/jpeg;base64,", StringComparison.Ordinal));
        page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).ShouldNotContain("://");
        page.ShouldNotContain("@import");
        page.ShouldContain("default-src 'none'");
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 4)]
    public void Html_Plots_AreWholeAndKeepTheirIdsApart(bool anomaly, int plots)
    {
        var found = Plot().Matches(Make(anomaly)).Select(m => XElement.Parse(m.Value)).ToList();

        found.Count.ShouldBe(plots);
        found.ShouldAllBe(plot => plot.Descendants().Count() > 10);
        found.ShouldAllBe(plot => plot.Descendants().Any(e => e.Name.LocalName == "text" && e.Value.Length > 4), "axes have names");
        var ids = found.SelectMany(plot => plot.Descendants().Attributes("id")).Select(a => a.Value).ToList();
        ids.ShouldNotBeEmpty();
        ids.ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Html_OneHead_CountsVerdictsAndShowsMistakes(bool anomaly)
    {
        var page = Make(anomaly);

        // Good: 0 1 2 3 with bands at 2.5 and 5: three OK, one UNSURE. Defects: 1 4 9: one each.
        page.ShouldContain("<tr><th>ok</th>");
        Cells(page, "ok").ShouldBe(["3", "1", "0"]);
        Cells(page, "&lt;script").ShouldBe(["1", "1", "1"]);
        page.ShouldContain("Every good part was judged OK.");
        page.ShouldContain("escape &lt;1&gt;.png");
        page.ShouldContain("data:image/jpeg;base64,AQI=");
        page.ShouldContain("2 &#215; 3 tiles, each of 224 &#215; 224 pixels");
        page.ShouldContain("4 March 2026, 05:06 UTC");
        page.ShouldContain("laid &lt;by hand&gt;");
    }

    [Fact]
    public void Html_FewImages_SaysWhatTheFiguresAre()
    {
        var page = Make(anomaly: false);

        page.ShouldContain("in 91 of 100 cases (AUROC 0.910)");
        page.ShouldContain("0.910 &#177; 0.014");
        page.ShouldContain("40 / 30 / 20 %");
        page.ShouldContain("0.801");
        page.ShouldContain("--ok ok --marks");
    }

    [Fact]
    public void Html_OneDrawClassesAlone_HasNoSpreadAndNoMap()
    {
        var row = new ShotRow(5, new(0.5, 0), new([0.5], null), null, null, null, null, null, null, null, null, null);
        var page = ShotReport.Html(
            new("set", "lite0", 224, 1, 8, 0, 0, false, 1, [row]), new("draw 1 of 1", [("a", "a"), ("b", "a")], null), Plan(null), Recipe with { Tiles = null }, 1, Time);

        page.ShouldContain("50 of 100 test images are put into the right class");
        page.ShouldNotContain("&#177;");
        page.ShouldNotContain("NaN");
        page.ShouldNotContain("heat map");
        Cells(page, "b").ShouldBe(["1", "0"]);
    }

    public void Dispose() => _folder.Dispose();

    private string Make(bool anomaly)
    {
        var rates = new EscapeRates(0.4, 0.3, 0.2);
        DefectResult[] defects = [new(Hostile, 3, 0.9, rates, 0.8, 0.7)];
        if (anomaly)
        {
            return AnomalyReport.Html(new(Hostile, "lite0", 224, 1, 9, 4, 3, 0, 0.91, 0.8, 2, rates, 3, 0.801, 0.7, 1, 10, defects), Head(), Recipe, Time);
        }

        ShotRow[] rows = [.. new[] { 5, 10 }.Select(shots => new ShotRow(
            shots, new(0.8, 0.01), new([0.79, 0.81], [new(0.8, 0.8, 0.8, 0.9), new(0.8, 0.8, 0.8, 0.92)]), new(0.8, 0.8, 0.8, 0.91), new(0, 0, 0, 0.014),
            rates, rates, new(0.1, 0.2, 0.3, 0.4), new(0, 0), 0.801, 0.7, defects))];
        return ShotReport.Html(
            new(Hostile, "lite0", 224, 2, 8, 0, 3, true, 1, rows), new("draw 1 of 2", [("ok", "ok"), (Hostile, "ok")], Head()), Plan("ok"), Recipe, 1, Time);
    }

    private static HeadDetail Head()
    {
        JudgedPart[] parts =
        [
            .. new double[] { 0, 1, 2, 3 }.Select(s => new JudgedPart("g", "ok", true, new Scores(s, s, s, null), "ok")),
            .. new double[] { 1, 4, 9 }.Select(s => new JudgedPart("d", Hostile, false, new Scores(s, s, s, null), "ok")),
        ];
        var policy = new Policy { Version = "p", Head = "h", UnsureFrom = 2.5, NgFrom = 5, Method = "laid <by hand>" };
        return new("a head", parts, policy, [new("x/escape <1>.png", Hostile, 1, Verdict.Ok, [1, 2], [3, 4])], []);
    }

    private ShotPlan Plan(string? ok)
    {
        foreach (var file in new[] { "ok/1.jpg", "ok/2.jpg", "pit/1.jpg", "pit/1.png", "pit/2.jpg", "pit/2.png" })
        {
            _folder.Write(file, "");
        }

        return ShotPlan.Read(_folder.Root, "1", 1, ok, 1, null, 1, marks: ok is not null);
    }

    /// <summary>Counts in the first matrix row whose heading begins so.</summary>
    private static string[] Cells(string page, string row)
    {
        var start = page.IndexOf($"<tr><th>{row}", StringComparison.Ordinal);
        start.ShouldBePositive();
        return [.. Cell().Matches(page[start..page.IndexOf("</tr>", start, StringComparison.Ordinal)]).Select(m => m.Groups[1].Value)];
    }

    [GeneratedRegex("""<td style="[^"]*">(\d+)""")]
    private static partial Regex Cell();

    [GeneratedRegex(""" (?:src|href|srcset|data)="([^"]*)""")]
    private static partial Regex Attributes();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Plot();
}
