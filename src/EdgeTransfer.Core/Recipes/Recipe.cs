using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Views;

namespace EdgeTransfer.Core.Recipes;

/// <summary>How one view of a product is inspected. Its hash keys features and heads.</summary>
public sealed record Recipe
{
    /// <summary>Default side of the square input.</summary>
    public const int DefaultInputSize = 224;

    /// <summary>Default number of patch distances that make the image score.</summary>
    public const int DefaultTopPatches = 5;

    /// <summary>Sides of the input are multiples of this: the backbone halves them five times.</summary>
    public const int InputStep = 32;

    /// <summary>Smallest side of the input: below it, most of a patch's surroundings are padding.</summary>
    public const int MinInputSize = 128;

    /// <summary>Largest side of the input.</summary>
    public const int MaxInputSize = 1024;

    /// <summary>Pixels of the input to a side of one patch.</summary>
    public const int PatchSize = 16;

    /// <summary>What is being made; also the folder name of its heads.</summary>
    public required string Product { get; init; }

    /// <summary>The part of the frame that is judged; null takes the whole frame.</summary>
    public Region? Region { get; init; }

    /// <summary>Side of the square that the region (or each of its tiles) is resized to, pixels; a multiple of 32 from 128 to 1024.</summary>
    public int InputSize { get; init; } = DefaultInputSize;

    /// <summary>Cuts the region into tiles of the input's size; null looks at it as one square.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Tiling? Tiles { get; init; }

    /// <summary>The image score is the mean of this many largest patch distances.</summary>
    public int TopPatches { get; init; } = DefaultTopPatches;

    /// <summary>Name of the backbone in the models folder.</summary>
    public string Backbone { get; init; } = "efficientnet-lite0";

    /// <summary>Views that show the same defect; set it to less where the way a part lies tells good from bad.</summary>
    public ViewSet Views { get; init; } = ViewSet.FlipsAndTurns;

    /// <summary>
    /// Over how many turned views the embedding of a judged image is averaged: 1, 2 (half a turn), 4 (flips) or 8 (all turns). Costs as
    /// many backbone passes.
    /// </summary>
    public int JudgedViews { get; init; } = 1;

    /// <summary>What an image must show before it may be judged.</summary>
    public GuardLimits Guard { get; init; } = new();

    /// <summary>Number of images that one part gives the backbone.</summary>
    [JsonIgnore]
    public int TileCount => Tiles is null ? 1 : Tiles.Rows * Tiles.Columns;

    /// <summary>Width that the region is resized to, pixels.</summary>
    [JsonIgnore]
    public int CanvasWidth => Tiles?.Length(Tiles.Columns, InputSize) ?? InputSize;

    /// <summary>Height that the region is resized to, pixels.</summary>
    [JsonIgnore]
    public int CanvasHeight => Tiles?.Length(Tiles.Rows, InputSize) ?? InputSize;

    /// <summary>What breaks the contract, one sentence each, for a person; empty when nothing does.</summary>
    public IReadOnlyList<string> Validate() =>
    [
        .. Check(Topics.IsLevel(Product), $"Product '{Product}' must be 1 to 64 letters, digits, '-', '_' or '.', and not begin with '.': it names a folder."),
        .. Check(Topics.IsLevel(Backbone), $"Backbone '{Backbone}' must be 1 to 64 letters, digits, '-', '_' or '.', and not begin with '.': it names a file."),
        .. Check(
            InputSize is >= MinInputSize and <= MaxInputSize && InputSize % InputStep == 0,
            $"InputSize {InputSize} must be a multiple of {InputStep} from {MinInputSize} to {MaxInputSize}."),
        .. Tiles?.Validate(InputSize) ?? [],
        .. Check(
            TopPatches >= 1 && TopPatches <= Math.Max(1, (long)(CanvasWidth / PatchSize) * (CanvasHeight / PatchSize)),
            $"TopPatches {TopPatches} must be at least 1 and at most the number of patches, (InputSize / {PatchSize})², or those of all tiles together."),
        .. Check(JudgedViews is 1 or 2 or 4 or 8, $"JudgedViews {JudgedViews} must be 1, 2, 4 or 8."),
        .. Region?.Validate() ?? [],
        .. Guard.Validate(),
    ];

    /// <summary>First 16 hex digits of the SHA-256 of the recipe's JSON.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)))[..16];

    /// <summary>The same of what changes a feature: name, guard and score may change without learning anew.</summary>
    public string FeatureHash()
    {
        byte[] json = Tiles is null
            ? JsonSerializer.SerializeToUtf8Bytes(new { Region, InputSize })
            : JsonSerializer.SerializeToUtf8Bytes(new { Region, InputSize, Tiles });
        return Convert.ToHexStringLower(SHA256.HashData(JudgedViews == 1 ? json : [.. json, (byte)JudgedViews]))[..16];
    }

    private static string[] Check(bool holds, string error) => holds ? [] : [error];
}
