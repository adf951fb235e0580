using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Registry;

/// <summary>Where a stored head stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HeadState>))]
public enum HeadState
{
    /// <summary>No gate has judged it.</summary>
    [JsonStringEnumMemberName("trained")] Trained,

    /// <summary>The gate passed it, and nobody has activated it.</summary>
    [JsonStringEnumMemberName("passed")] Passed,

    /// <summary>The gate did not pass it.</summary>
    [JsonStringEnumMemberName("not_passed")] NotPassed,

    /// <summary>The gate had too little to go by.</summary>
    [JsonStringEnumMemberName("inconclusive")] Inconclusive,

    /// <summary>It judges silently before it may judge.</summary>
    [JsonStringEnumMemberName("on_trial")] OnTrial,

    /// <summary>It waits for a person; one head of a product at most.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting,

    /// <summary>It judges; one head of a product at most.</summary>
    [JsonStringEnumMemberName("active")] Active,

    /// <summary>It has judged.</summary>
    [JsonStringEnumMemberName("retired")] Retired,

    /// <summary>A person dropped it while it waited.</summary>
    [JsonStringEnumMemberName("rejected")] Rejected,

    /// <summary>Its folder is gone; what is known of it stays.</summary>
    [JsonStringEnumMemberName("deleted")] Deleted,
}
