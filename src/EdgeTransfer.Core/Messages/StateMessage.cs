using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Whether the device is there; retained on its <c>state</c> topic.</summary>
/// <param name="State"><c>online</c>, <c>stopped</c> (said goodbye) or <c>offline</c> (the broker says so, by Last Will).</param>
/// <param name="At">UTC; null in the Last Will, because nobody can know beforehand when it will be needed.</param>
public sealed record StateMessage(string State, DateTimeOffset? At)
{
    /// <summary>Name and version of this document's shape.</summary>
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "edgetransfer/state/1";
}
