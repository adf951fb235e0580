using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Inspecting;

/// <summary>Which end of an episode a notice tells of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultPhase>))]
public enum FaultPhase
{
    /// <summary>Parts are not inspected from here on.</summary>
    [JsonStringEnumMemberName("begin")]
    Begin,

    /// <summary>The reason is gone.</summary>
    [JsonStringEnumMemberName("end")]
    End,
}
