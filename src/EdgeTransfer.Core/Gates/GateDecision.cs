using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Gates;

/// <summary>What a gate decided. The default is the safe one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateDecision>))]
public enum GateDecision
{
    /// <summary>The challenger must not judge.</summary>
    [JsonStringEnumMemberName("not_passed")] NotPassed,

    /// <summary>Too little is known, or it misses fewer defects and rejects more good parts: a person may approve.</summary>
    [JsonStringEnumMemberName("inconclusive")] Inconclusive,

    /// <summary>The challenger may judge.</summary>
    [JsonStringEnumMemberName("passed")] Passed,
}
