using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Gates;

/// <summary>How one check of a gate ended. The default is the safe one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckOutcome>))]
public enum CheckOutcome
{
    /// <summary>It speaks against the challenger.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>It cannot tell.</summary>
    [JsonStringEnumMemberName("inconclusive")] Inconclusive,

    /// <summary>It holds.</summary>
    [JsonStringEnumMemberName("held")] Held,
}
