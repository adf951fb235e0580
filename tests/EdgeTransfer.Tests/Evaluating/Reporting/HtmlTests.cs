using EdgeTransfer.Evaluating.Reporting;

namespace EdgeTransfer.Tests.Evaluating.Reporting;

public class HtmlTests
{
    [Fact]
    public void Of_HostileValue_IsEncoded() =>
        Html.Of($"""<b title="{"\" onload='x'"}">{"<script>&"}</b>""").Markup
            .ShouldBe("""<b title="&quot; onload=&#39;x&#39;">&lt;script&gt;&amp;</b>""");

    [Fact]
    public void Of_MarkupAndLists_StayMarkup() =>
        Html.Of($"<p>{Html.Of($"<i>{1.5:F2}</i>")}{new[] { Html.Of($"<b>"), Html.Empty }}{(string?)null}</p>").Markup.ShouldBe("<p><i>1.50</i><b></p>");
}
