using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Audit;

/// <summary>What is wrong with the first broken row of a log.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChainFault>))]
public enum ChainFault
{
    /// <summary>Its content or its hash is not what was written.</summary>
    [JsonStringEnumMemberName("changed")] Changed,

    /// <summary>It is not there, though later rows are.</summary>
    [JsonStringEnumMemberName("missing")] Missing,

    /// <summary>It follows another row than the one before it.</summary>
    [JsonStringEnumMemberName("predecessor")] Predecessor,

    /// <summary>The chain is sound in itself, but does not hold a head that is known from outside: it was cut off, or written anew.</summary>
    [JsonStringEnumMemberName("other_chain")] OtherChain,
}
