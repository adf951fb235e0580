using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Registry;

/// <summary>Why a head began to judge.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActivationKind>))]
public enum ActivationKind
{
    /// <summary>It passed its gate, or a person approved it.</summary>
    [JsonStringEnumMemberName("swap")] Swap,

    /// <summary>A person, or the watch, went back to it.</summary>
    [JsonStringEnumMemberName("rollback")] Rollback,

    /// <summary>At start: the pointer on the disk names it, or the head after it is damaged.</summary>
    [JsonStringEnumMemberName("restore")] Restore,

    /// <summary>A person decided against its gate or its bar.</summary>
    [JsonStringEnumMemberName("override")] Override,
}
