using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>
/// All payloads. Strict on what comes in: unknown and missing fields are refused, and nothing is nested deeper than needed.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 16)]
[JsonSerializable(typeof(StateMessage))]
[JsonSerializable(typeof(ReplyMessage))]
[JsonSerializable(typeof(InspectionMessage))]
[JsonSerializable(typeof(AlertMessage))]
[JsonSerializable(typeof(ModelMessage))]
[JsonSerializable(typeof(TrainingMessage))]
[JsonSerializable(typeof(LabelCommand))]
[JsonSerializable(typeof(TrainCommand))]
[JsonSerializable(typeof(Policies.Policy))]
public sealed partial class MessageJson : JsonSerializerContext
{
    /// <summary>UTF-8 JSON of a payload.</summary>
    public static byte[] Write<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, typeof(T), Default);
}
