using System.Text;
using System.Text.Json;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Exchange.Archives;

/// <summary>Tables of an archive: one JSON object a line, each no longer than a record may be.</summary>
internal static class JsonLines
{
    /// <summary>Reads a table row by row; stops after a refusal.</summary>
    public static IEnumerable<Result<T>> Read<T>(string path, string name, int maxBytes)
        where T : class
    {
        using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var buffer = new StringBuilder();
        for (var number = 1; ; number++)
        {
            var line = Line(reader, buffer, maxBytes);
            if (line is { IsOk: true, Value.Length: 0 })
            {
                yield break;
            }

            var row = line.IsOk ? Parse<T>(line.Value) : line.Refusal;
            yield return row.IsOk ? row : new Refusal(row.Refusal.Kind, $"{name}, line {number}: {row.Refusal.Message}");
            if (!row.IsOk)
            {
                yield break;
            }
        }
    }

    private static Result<string> Line(StreamReader reader, StringBuilder buffer, int maxBytes)
    {
        buffer.Clear();
        try
        {
            for (int c; (c = reader.Read()) >= 0 && c != '\n';)
            {
                if (buffer.Length == maxBytes)
                {
                    return new Refusal(RefusalKind.TooLarge, $"it is longer than {maxBytes} characters.");
                }

                buffer.Append((char)c);
            }
        }
        catch (DecoderFallbackException)
        {
            return new Refusal(RefusalKind.Damaged, "it is no UTF-8.");
        }

        return buffer.ToString();
    }

    private static Result<T> Parse<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, StrictJson.Options) is { } row ? row : new Refusal(RefusalKind.Invalid, "it is null.");
        }
        catch (JsonException e)
        {
            return new Refusal(RefusalKind.Invalid, e.Message);
        }
    }
}
