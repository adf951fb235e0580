using System.Text.Json;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Storage.Trainings;

namespace EdgeTransfer.Learning;

/// <summary>
/// The settings that a head is learnt by. They are those in force when the training began, also when it goes on after a restart with others: the
/// same snapshot gives the same head.
/// </summary>
internal sealed record TrainingBasis(int BankRows, int MaxPatches, int TopPatches, int Seed)
{
    /// <summary>Those in force now.</summary>
    public static TrainingBasis Of(LearningOptions options, Recipe recipe) => new(options.BankRows, options.MaxPatches, recipe.TopPatches, options.Seed);

    /// <summary>Those that a training began with; what its row does not tell is as it is now.</summary>
    public static TrainingBasis Of(TrainingRow row, LearningOptions options, Recipe recipe)
    {
        var (begun, now) = (JsonSerializer.Deserialize<Stored>(row.Options, JsonSerializerOptions.Web) ?? new(null, null, null), Of(options, recipe));
        return new(begun.BankRows ?? now.BankRows, begun.MaxPatches ?? now.MaxPatches, begun.TopPatches ?? now.TopPatches, row.Seed);
    }

    /// <summary>As the row of a training keeps it, beside its seed.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Stored(BankRows, MaxPatches, TopPatches), JsonSerializerOptions.Web);

    /// <summary>The trainer's options.</summary>
    public TrainingOptions Options(LearningOptions options) => (options with { BankRows = BankRows, MaxPatches = MaxPatches, Seed = Seed }).Training(TopPatches);

    private sealed record Stored(int? BankRows, int? MaxPatches, int? TopPatches);
}
