using System.Globalization;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Vision.Capturing;

/// <summary>
/// A source's URI, <c>scheme:target[?name=value&amp;…]</c>. The target is taken literally (no percent-decoding), so any path
/// without a question mark can be written. Each option is taken once; what is left is unknown.
/// </summary>
internal sealed class SourceUri
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];
    private readonly List<string> _errors = [];

    private SourceUri(string text, string scheme, string target) => (Text, Scheme, Target) = (text, scheme, target);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Before the first colon, lower case; empty when there is none.</summary>
    public string Scheme { get; }

    /// <summary>Between the first colon and the first question mark.</summary>
    public string Target { get; }

    /// <summary>Splits a URI; what is wrong with its options is told by <see cref="Refuse"/>.</summary>
    public static SourceUri Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon < 0 ? "" : text[..colon].ToLowerInvariant();
        var rest = text[(colon + 1)..];
        var mark = rest.IndexOf('?', StringComparison.Ordinal);
        var uri = new SourceUri(text, scheme, mark < 0 ? rest : rest[..mark]);
        foreach (var option in mark < 0 ? [] : rest[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = option.Split('=', 2);
            if (parts.Length < 2 || !uri._options.TryAdd(parts[0], parts[1]))
            {
                uri._errors.Add($"'{option}' is not a name=value that stands once");
            }
        }

        return uri;
    }

    /// <summary>true or false.</summary>
    public bool Flag(string name, bool fallback) =>
        Take(name, fallback, "true or false", (string text, out bool value) => bool.TryParse(text, out value));

    /// <summary>A whole number in a range, both ends included.</summary>
    public long Number(string name, long fallback, long min, long max) =>
        Take(name, fallback, $"a whole number from {min} to {max}", (string text, out long value) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max);

    /// <summary>A share from 0 to 1.</summary>
    public double Share(string name, double fallback) =>
        Take(name, fallback, "a number from 0 to 1", (string text, out double value) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= 1);

    /// <summary>A time from 0 to an hour, such as 50ms or 2s.</summary>
    public TimeSpan Period(string name) =>
        Take(name, TimeSpan.Zero, "a time from 0ms to 3600s, such as 50ms or 2s", TryPeriod);

    /// <summary>All errors in one refusal, unknown options included; null when there is none. Call it after the takes.</summary>
    public Refusal? Refuse()
    {
        var known = _known.Count == 0 ? "it takes none" : $"it takes {string.Join(", ", _known)}";
        var unknown = _options.Keys.Except(_known).Order(StringComparer.Ordinal).Select(name => $"unknown option '{name}' ({known})");
        var errors = _errors.Concat(unknown).ToList();
        return errors.Count == 0 ? null : new(RefusalKind.Invalid, $"Source '{Text}': {string.Join("; ", errors)}.");
    }

    private static bool TryPeriod(string text, out TimeSpan value)
    {
        var (digits, factor) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 1.0),
            _ when text.EndsWith('s') => (text[..^1], 1000.0),
            _ => ("", 0.0),
        };
        var ok = double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * factor <= 3_600_000;
        value = ok ? TimeSpan.FromMilliseconds(number * factor) : TimeSpan.Zero;
        return ok;
    }

    private T Take<T>(string name, T fallback, string expected, Parser<T> parse)
    {
        _known.Add(name);
        if (!_options.TryGetValue(name, out var text))
        {
            return fallback;
        }

        if (parse(text, out var value))
        {
            return value;
        }

        _errors.Add($"option '{name}={text}' must be {expected}");
        return fallback;
    }

    private delegate bool Parser<T>(string text, out T value);
}
