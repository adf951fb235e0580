using System.Text.Json;

namespace EdgeTransfer.Exchange;

/// <summary>JSON of the product's own formats: written compactly; unknown, missing, null and repeated fields are refused when it is read.</summary>
internal static class StrictJson
{
    /// <summary>Deeper than any document of these formats.</summary>
    public const int MaxDepth = 16;

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, MaxDepth = MaxDepth };

    /// <summary>For documents of others: what is not known there is passed over.</summary>
    public static JsonSerializerOptions Lenient { get; } = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, MaxDepth = MaxDepth, AllowDuplicateProperties = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };
}
