using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>What every message of the device begins with; <see cref="MessageWriter"/> fills it in.</summary>
public abstract record Message
{
    /// <summary>A message of this shape.</summary>
    protected Message(string schema) => Schema = schema;

    /// <summary>Name and version of this document's shape.</summary>
    [JsonPropertyOrder(-10)]
    public string Schema { get; }

    /// <summary>UUIDv7; a repeat has the same. The inspection of a part and the alert about it share one.</summary>
    [JsonPropertyOrder(-9)]
    public Guid Id { get; init; }

    /// <summary>Start of the service that wrote it: another one means that the device has started again.</summary>
    [JsonPropertyOrder(-8)]
    public Guid BootId { get; init; }

    /// <summary>Number of the message on its topic since that start, from 1. One that is missing was dropped, or overtaken where the topic is retained.</summary>
    [JsonPropertyOrder(-7)]
    public long Seq { get; init; }

    /// <summary>When it happened, UTC: of a part when it was captured; of an <c>offline</c> state when the device had connected.</summary>
    [JsonPropertyOrder(-6)]
    public DateTimeOffset At { get; init; }

    /// <summary>How well the clock was known when the message was written.</summary>
    [JsonPropertyOrder(-5)]
    public ClockState Clock { get; init; }

    /// <summary>Bound of the clock's error, milliseconds; left out unless it is synchronised.</summary>
    [JsonPropertyOrder(-4)]
    public double? ClockErrorMs { get; init; }

    /// <summary>The station; left out where the device speaks as a whole.</summary>
    [JsonPropertyOrder(-3)]
    public string? Station { get; init; }

    /// <summary>What is being made; left out where the message is about no product.</summary>
    [JsonPropertyOrder(-2)]
    public string? Product { get; init; }
}
