using System.Text.Json;

namespace EdgeTransfer.Core.Messages;

/// <summary>The design's word for an enum value, as it stands in payloads, columns and tables: NOT_INSPECTED, not_taught.</summary>
public static class Words
{
    /// <summary>The value's JSON name.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonSerializer.Serialize(value).Trim('"');
}
