namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>Markup. File and class names come from outside, so every value put into it is encoded unless it is markup itself.</summary>
internal readonly record struct Html(string Markup)
{
    public static readonly Html Empty = new("");

    /// <summary>An interpolated text as markup, its values encoded; numbers are written as in English.</summary>
    public static Html Of(FormattableString text) => new(text.ToString(HtmlFormat.Instance));

    /// <summary>One after another.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(p => p.Markup)));

    public override string ToString() => Markup;
}
