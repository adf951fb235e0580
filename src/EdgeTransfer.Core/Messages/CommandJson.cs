using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>
/// Payloads that come in, from anybody: unknown, missing, null and repeated fields are refused, and nothing is nested deeper
/// than a command needs.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 8)]
[JsonSerializable(typeof(LabelCommand))]
[JsonSerializable(typeof(TrainCommand))]
[JsonSerializable(typeof(ReviewCommand))]
[JsonSerializable(typeof(CancelTrainingCommand))]
[JsonSerializable(typeof(ThresholdCommand))]
[JsonSerializable(typeof(GoldenCommand))]
[JsonSerializable(typeof(ActivateCommand))]
[JsonSerializable(typeof(RollbackCommand))]
[JsonSerializable(typeof(PinCommand))]
[JsonSerializable(typeof(RejectCommand))]
[JsonSerializable(typeof(LabelsCommand))]
[JsonSerializable(typeof(TriggerCommand))]
[JsonSerializable(typeof(PauseCommand))]
[JsonSerializable(typeof(ResumeCommand))]
[JsonSerializable(typeof(SnapshotCommand))]
[JsonSerializable(typeof(RecipeCommand))]
public sealed partial class CommandJson : JsonSerializerContext
{
    /// <summary>UTF-8 JSON of a command.</summary>
    public static byte[] Write<T>(T command) => JsonSerializer.SerializeToUtf8Bytes(command, typeof(T), Default);
}
