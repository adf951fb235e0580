using System.Security.Cryptography;
using System.Text.Json;

namespace EdgeTransfer.Core.Recipes;

/// <summary>How one view of a product is inspected. Its hash keys features and heads.</summary>
public sealed record Recipe
{
    /// <summary>Default side of the square input.</summary>
    public const int DefaultInputSize = 224;

    /// <summary>Default number of patch distances that make the image score.</summary>
    public const int DefaultTopPatches = 5;

    /// <summary>What is being made; also the folder name of its heads.</summary>
    public required string Product { get; init; }

    /// <summary>The part of the frame that is judged; null takes the whole frame.</summary>
    public Region? Region { get; init; }

    /// <summary>Side of the square that the region is resized to, pixels; a multiple of 32 from 32 to 1024.</summary>
    public int InputSize { get; init; } = DefaultInputSize;

    /// <summary>The image score is the mean of this many largest patch distances.</summary>
    public int TopPatches { get; init; } = DefaultTopPatches;

    /// <summary>Name of the backbone in the models folder.</summary>
    public string Backbone { get; init; } = "efficientnet-lite0";

    /// <summary>What an image must show before it may be judged.</summary>
    public GuardLimits Guard { get; init; } = new();

    /// <summary>First 16 hex digits of the SHA-256 of the recipe's JSON.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)))[..16];
}
