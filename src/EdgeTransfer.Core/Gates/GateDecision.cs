using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Gates;

/// <summary>What a gate decided. The default is the safe one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateDecision>))]
public enum GateDecision
{
    /// <summary>The challenger must not judge.</summary>
    [JsonStringEnumMemberName("not_passed")] NotPassed,

    /// <summary>Nothing speaks against it, and too little for it: a person may approve.</summary>
    [JsonStringEnumMemberName("inconclusive")] Inconclusive,

    /// <summary>The challenger may judge.</summary>
    [JsonStringEnumMemberName("passed")] Passed,
}
