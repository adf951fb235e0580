using System.Globalization;
using System.Text.Json;
using EdgeTransfer.Core.Audit;

namespace EdgeTransfer.Cli;

/// <summary>One row of the log as it is printed. Its text is somebody's input: nothing of it may steer a terminal.</summary>
internal static class LogLine
{
    private const int LongestDetail = 160;

    public static string Header { get; } = Columns("row", "at (UTC)", "kind", "product", "subject", "by", "what");

    public static string Text(AuditRow row) => Columns(
        row.Seq.ToString(CultureInfo.InvariantCulture), row.At.Length > 19 ? row.At[..19].Replace('T', ' ') : row.At, row.Kind, row.Product, row.Subject, row.Name ?? row.By, Detail(row.Json));

    public static string Json(AuditRow row) => JsonSerializer.Serialize(
        new { row.Seq, row.At, row.Kind, row.Product, row.Subject, row.By, row.Name, Json = Parsed(row.Json) is { } json ? (object)json : row.Json, row.Previous, row.Hash }, JsonOut.Line);

    private static string Columns(string seq, string at, string kind, string product, string subject, string by, string what) =>
        Plain($"{seq,6}  {at,-19}  {kind,-9}  {product,-12}  {subject,-22}  {by,-14}  {what}").TrimEnd();

    /// <summary>The fields of the object, without nested ones: the JSON has them.</summary>
    private static string Detail(string json)
    {
        var text = Parsed(json) is { ValueKind: JsonValueKind.Object } row
            ? string.Join(", ", row.EnumerateObject().Where(f => f.Name != "id").Select(f => $"{f.Name} {(f.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? "…" : f.Value.ToString())}"))
            : json;
        return text.Length > LongestDetail ? text[..LongestDetail] + "…" : text;
    }

    private static JsonElement? Parsed(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '�' : c));
}
