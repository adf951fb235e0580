using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payloads that the device sends: camelCase, what is null is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StateMessage))]
[JsonSerializable(typeof(ReplyMessage))]
[JsonSerializable(typeof(InspectionMessage))]
[JsonSerializable(typeof(AlertMessage))]
[JsonSerializable(typeof(ModelMessage))]
[JsonSerializable(typeof(TrainingMessage))]
[JsonSerializable(typeof(SamplesMessage))]
[JsonSerializable(typeof(LogHeadMessage))]
[JsonSerializable(typeof(Gates.GateReport))]
[JsonSerializable(typeof(WatchMessage))]
[JsonSerializable(typeof(GateMessage))]
[JsonSerializable(typeof(StatsMessage))]
[JsonSerializable(typeof(HealthMessage))]
[JsonSerializable(typeof(ImageMessage))]
[JsonSerializable(typeof(RunMessage))]
[JsonSerializable(typeof(Policies.Policy))]
public sealed partial class MessageJson : JsonSerializerContext
{
    /// <summary>UTF-8 JSON of a payload.</summary>
    public static byte[] Write<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, typeof(T), Default);
}
