using System.Globalization;
using System.Text.Json;
using EdgeTransfer.Core.Messages;
using System.Text.Json.Serialization;

namespace EdgeTransfer.Storage.Database;

/// <summary>How values are written in columns: times as UTC text that sorts, records as JSON.</summary>
internal static class Columns
{
    // A score that is no number must not cost its whole batch of inspections.
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static string? Record<T>(T? record)
        where T : class => record is null ? null : JsonSerializer.Serialize(record, Json);

    public static T? Record<T>(string? json)
        where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json, Json);

    /// <summary>An enum as its JSON name, as in NOT_INSPECTED.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => Words.Of(value);

    public static T Word<T>(string word)
        where T : struct, Enum => JsonSerializer.Deserialize<T>($"\"{word}\"");
}
