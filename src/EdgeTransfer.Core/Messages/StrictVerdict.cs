using System.Text.Json.Serialization;
using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

/// <summary>A verdict as its word; a number, which other payloads of the device never carry, is refused.</summary>
internal sealed class StrictVerdict() : JsonStringEnumConverter<Verdict>(namingPolicy: null, allowIntegerValues: false);
