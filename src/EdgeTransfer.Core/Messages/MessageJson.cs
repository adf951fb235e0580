using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>JSON of all documents that leave the device: camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StateMessage))]
[JsonSerializable(typeof(ReplyMessage))]
public sealed partial class MessageJson : JsonSerializerContext;
