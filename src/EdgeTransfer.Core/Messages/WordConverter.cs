using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>An enum as its word; a number is refused.</summary>
public sealed class WordConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
