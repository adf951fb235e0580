using System.Globalization;
using System.Net;

namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>Encodes whatever is not <see cref="Html"/>.</summary>
internal sealed class HtmlFormat : IFormatProvider, ICustomFormatter
{
    public static readonly HtmlFormat Instance = new();

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
    {
        Html html => html.Markup,
        IEnumerable<Html> parts => Html.Join(parts).Markup,
        IFormattable value => WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)),
        _ => WebUtility.HtmlEncode(arg?.ToString() ?? ""),
    };
}
