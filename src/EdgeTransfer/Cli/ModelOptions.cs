using System.CommandLine;
using EdgeTransfer.Core.Recipes;

namespace EdgeTransfer.Cli;

/// <summary>Options that say how images become features; the same for train, inspect and evaluate.</summary>
internal sealed class ModelOptions
{
    public Option<int> Size { get; } = new("--size") { Description = "Side of the input, pixels; a multiple of 32.", DefaultValueFactory = _ => Recipe.DefaultInputSize };

    public Option<string> Backbone { get; } = new("--backbone") { Description = "Name of a backbone in the models folder.", DefaultValueFactory = _ => "efficientnet-lite0" };

    public Option<int> Seed { get; } = new("--seed") { Description = "Seed of all that is drawn.", DefaultValueFactory = _ => 1 };

    public void AddTo(Command command)
    {
        command.Options.Add(Size);
        command.Options.Add(Backbone);
        command.Options.Add(Seed);
    }

    /// <summary>The recipe that the options describe.</summary>
    public Recipe RecipeOf(ParseResult parsed, string product)
    {
        var recipe = new Recipe { Product = product, InputSize = parsed.GetValue(Size), Backbone = parsed.GetValue(Backbone)! };
        return recipe.Validate() is { Count: > 0 } errors ? throw new UsageException(string.Join(' ', errors)) : recipe;
    }
}
