using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Whether a station takes triggers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunState>))]
public enum RunState
{
    /// <summary>It does.</summary>
    [JsonStringEnumMemberName("running")] Running,

    /// <summary>A person has paused it: no part is passed.</summary>
    [JsonStringEnumMemberName("paused")] Paused,
}
