using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Whether the device's clock follows a time source, as its kernel says.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClockState>))]
public enum ClockState
{
    /// <summary>The kernel does not say.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>It follows one.</summary>
    [JsonStringEnumMemberName("synchronised")]
    Synchronised,

    /// <summary>It runs freely: compare times of this device with each other only.</summary>
    [JsonStringEnumMemberName("unsynchronised")]
    Unsynchronised,
}
