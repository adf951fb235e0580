using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Watching;

/// <summary>Where a watch or a trial stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WatchDecision>))]
public enum WatchDecision
{
    /// <summary>It goes on.</summary>
    [JsonStringEnumMemberName("goes_on")]
    GoesOn,

    /// <summary>It has ended with nothing against the head.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>The previous head is to judge again.</summary>
    [JsonStringEnumMemberName("roll_back")]
    RollBack,

    /// <summary>Another head or other bands have come meanwhile: nothing can be said any more.</summary>
    [JsonStringEnumMemberName("overtaken")]
    Overtaken,
}
