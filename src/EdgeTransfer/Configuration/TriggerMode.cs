using System.Text.Json.Serialization;

namespace EdgeTransfer.Configuration;

/// <summary>What makes a part due at a station.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TriggerMode>))]
public enum TriggerMode
{
    /// <summary>Each frame that the source gives is a part.</summary>
    [JsonStringEnumMemberName("free")]
    Free,

    /// <summary>A part is due when the command <c>trigger</c> says so; then one frame is read.</summary>
    [JsonStringEnumMemberName("command")]
    Command,
}
