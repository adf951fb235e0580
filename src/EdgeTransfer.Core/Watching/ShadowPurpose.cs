using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Watching;

/// <summary>Why a second head judges silently.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShadowPurpose>))]
public enum ShadowPurpose
{
    /// <summary>The previous head, after a swap.</summary>
    [JsonStringEnumMemberName("watch")]
    Watch,

    /// <summary>A challenger, before it may be activated.</summary>
    [JsonStringEnumMemberName("trial")]
    Trial,
}
