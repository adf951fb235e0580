using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Registry;

/// <summary>Who puts a challenger into service.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateMode>))]
public enum GateMode
{
    /// <summary>A person, when the gate has not refused it.</summary>
    [JsonStringEnumMemberName("approve")] Approve,

    /// <summary>The gate alone, when it passes; a person, when it cannot tell.</summary>
    [JsonStringEnumMemberName("automatic")] Automatic,

    /// <summary>A person who asks for it; nothing waits.</summary>
    [JsonStringEnumMemberName("manual")] Manual,
}
