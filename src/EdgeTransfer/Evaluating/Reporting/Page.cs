namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>The frame of a report: one file that asks for nothing from outside, which its content security policy also forbids.</summary>
internal static class Page
{
    /// <summary>A whole document.</summary>
    /// <param name="title">Heading.</param>
    /// <param name="under">What was measured, in one line.</param>
    /// <param name="lead">The outcome, in one sentence.</param>
    /// <param name="sections">What follows.</param>
    public static string Of(string title, string under, string lead, IEnumerable<Html> sections) => "<!DOCTYPE html>\n" + Html.Of($"""
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title}</title>
        <style>{new Html(Style.Sheet)}</style>
        </head>
        <body><main>
        <header><h1>{title}</h1><p>{under}</p><p class="lead">{lead}</p></header>
        {sections}
        </main></body>
        </html>

        """).Markup;

    /// <summary>A heading with a sentence under it.</summary>
    public static Html Section(string heading, string sentence, params IEnumerable<Html> content) =>
        Html.Of($"<h2>{heading}</h2><p>{sentence}</p>{content}\n");

    /// <summary>Side by side where there is room.</summary>
    public static Html Beside(params IEnumerable<Html> content) => Html.Of($"""<div class="two">{content}</div>""");

    /// <summary>A narrow one and a wide one side by side.</summary>
    public static Html Uneven(params IEnumerable<Html> content) => Html.Of($"""<div class="two uneven">{content}</div>""");

    /// <summary>A plot or table with its heading, its key and the sentence that explains it.</summary>
    public static Html Figure(string heading, Html content, string caption, params IEnumerable<(string Name, string Colour)> keys)
    {
        Html[] shown = [.. keys.Select(k => Html.Of($"""<span class="key"><i style="--c:{k.Colour}"></i>{k.Name}</span>"""))];
        return Html.Of($"""<figure><h3>{heading}</h3>{(shown.Length > 0 ? Html.Of($"""<p class="keys">{shown}</p>""") : Html.Empty)}<div class="scroll">{content}</div><figcaption>{caption}</figcaption></figure>""");
    }

    /// <summary>The numbers that matter most, each with what it means.</summary>
    public static Html Numbers(IEnumerable<(string Name, string Value, string Meaning)> numbers) => Html.Of(
        $"""<div class="numbers">{numbers.Select(n => Html.Of($"<div><strong>{n.Name}</strong><b>{n.Value}</b><span>{n.Meaning}</span></div>"))}</div>""");

    /// <summary>Names and values.</summary>
    public static Html Facts(IEnumerable<(string Name, string Value)> facts) => Html.Of(
        $"""<figure><dl>{facts.Select(f => Html.Of($"<dt>{f.Name}</dt><dd>{f.Value}</dd>"))}</dl></figure>""");
}
