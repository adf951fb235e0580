using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Registry;

/// <summary>What a gate decided.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateOutcome>))]
public enum GateOutcome
{
    /// <summary>The challenger may judge.</summary>
    [JsonStringEnumMemberName("passed")] Passed,

    /// <summary>It may not.</summary>
    [JsonStringEnumMemberName("not_passed")] NotPassed,

    /// <summary>There are too few parts to tell.</summary>
    [JsonStringEnumMemberName("inconclusive")] Inconclusive,
}
