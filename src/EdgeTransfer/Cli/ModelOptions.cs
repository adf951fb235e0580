using System.CommandLine;
using System.Globalization;
using EdgeTransfer.Core.Recipes;

namespace EdgeTransfer.Cli;

/// <summary>Options that say how images become features; the same for train, inspect and evaluate.</summary>
internal sealed class ModelOptions
{
    public Option<int> Size { get; } = new("--size") { Description = "Side of the input, pixels; a multiple of 32 from 128 to 1024.", DefaultValueFactory = _ => Recipe.DefaultInputSize };

    public Option<string?> Tiles { get; } = new("--tiles") { Description = "Cut the image into tiles of the input's size, rows x columns, as in 2x3." };

    public Option<int?> Overlap { get; } = new("--overlap") { Description = $"Pixels that neighbouring tiles share; a multiple of 32, {Tiling.DefaultOverlap} by default." };

    public Option<int> JudgedViews { get; } = new("--judged-views") { Description = "Judge by the mean of so many turned views: 1, 2, 4 or 8. Costs as many backbone passes.", DefaultValueFactory = _ => 1 };

    public Option<string> Backbone { get; } = new("--backbone") { Description = "Name of a backbone in the models folder.", DefaultValueFactory = _ => "efficientnet-lite0" };

    public Option<int> Seed { get; } = new("--seed") { Description = "Seed of all that is drawn.", DefaultValueFactory = _ => 1 };

    public void AddTo(Command command)
    {
        command.Options.Add(Size);
        command.Options.Add(Tiles);
        command.Options.Add(Overlap);
        command.Options.Add(JudgedViews);
        command.Options.Add(Backbone);
        command.Options.Add(Seed);
    }

    /// <summary>The recipe that the options describe.</summary>
    public Recipe RecipeOf(ParseResult parsed, string product)
    {
        var recipe = new Recipe
        {
            Product = product,
            InputSize = parsed.GetValue(Size),
            Tiles = TilingOf(parsed.GetValue(Tiles), parsed.GetValue(Overlap)),
            JudgedViews = parsed.GetValue(JudgedViews),
            Backbone = parsed.GetValue(Backbone)!,
        };
        return recipe.Validate() is { Count: > 0 } errors ? throw new UsageException(string.Join(' ', errors)) : recipe;
    }

    private static Tiling? TilingOf(string? tiles, int? overlap)
    {
        if (tiles is null)
        {
            return overlap is null ? null : throw new UsageException("--overlap is of use with --tiles only.");
        }

        return tiles.Split('x') is [var rows, var columns]
            && int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var r)
            && int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out var c)
            ? new Tiling(r, c, overlap ?? Tiling.DefaultOverlap)
            : throw new UsageException($"'--tiles {tiles}' is not of the form ROWSxCOLUMNS, as in 2x3.");
    }
}
