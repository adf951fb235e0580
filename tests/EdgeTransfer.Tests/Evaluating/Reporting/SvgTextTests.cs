using EdgeTransfer.Evaluating.Reporting;

namespace EdgeTransfer.Tests.Evaluating.Reporting;

public class SvgTextTests
{
    private const string Skia = """
        <?xml version="1.0" encoding="utf-8" ?>
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="600" height="400">
        	<clipPath id="cl_4"><rect width="5"/></clipPath>
        	<g clip-path="url(#cl_4)"/>
        	<text transform="translate(63 359)" font-size="12" font-family="DejaVu Serif" x="-9, -3, 3, " y="9.81, ">
        			0.1
        	</text>
        	<text fill="red" font-size="10" font-family="DejaVu Serif" x="4, " y="1, ">
        			7
        	</text>
        </svg>
        """;

    [Fact]
    public void Inline_TextOfThreeGlyphs_IsCentredWhereItsMiddleWas() =>
        // glyphs of 6 from −9 to 9
        Inlined().ShouldContain("""<text transform="translate(63 359)" font-size="12" text-anchor="middle" x="0.0" y="9.8">0.1</text>""");

    [Fact]
    public void Inline_OneGlyph_IsTakenForSixTenthsOfItsHeight() =>
        Inlined().ShouldContain("""<text fill="red" font-size="10" text-anchor="middle" x="7.0" y="1.0">7</text>""");

    [Fact]
    public void Inline_Ids_AreTheOwnOfThePlot()
    {
        Inlined().ShouldContain("""<clipPath id="roc-cl_4">""");
        Inlined().ShouldContain("""clip-path="url(#roc-cl_4)""");
    }

    [Fact]
    public void Inline_Root_ScalesAndIsNamed() =>
        Inlined().ShouldStartWith("""<svg role="img" aria-label="a &lt; b" viewBox="0 0 600 400" xmlns="http://www.w3.org/2000/svg">""");

    private static string Inlined() => SvgText.Inline(Skia, "roc", "a < b").Markup;
}
