using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Gates;

/// <summary>The checks of a gate, in their order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateCheckKind>))]
public enum GateCheckKind
{
    /// <summary>Every golden part is judged as locked.</summary>
    [JsonStringEnumMemberName("golden")] Golden,

    /// <summary>Escapes against the pinned reference, or against a limit without one.</summary>
    [JsonStringEnumMemberName("escapes")] Escapes,

    /// <summary>False rejects likewise.</summary>
    [JsonStringEnumMemberName("false_rejects")] FalseRejects,

    /// <summary>Share of defects that are doubted.</summary>
    [JsonStringEnumMemberName("unsure_defects")] UnsureDefects,

    /// <summary>Enough parts for the margins.</summary>
    [JsonStringEnumMemberName("enough_parts")] EnoughParts,

    /// <summary>Significance left on this lockbox.</summary>
    [JsonStringEnumMemberName("significance")] Significance,

    /// <summary>Judging by the challenger is fast enough.</summary>
    [JsonStringEnumMemberName("latency")] Latency,

    /// <summary>The golden vectors hold with the challenger.</summary>
    [JsonStringEnumMemberName("golden_vectors")] GoldenVectors,
}
