namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/run</c>, retained: whether a station takes triggers, and what it makes.</summary>
/// <param name="Run">Running or paused.</param>
/// <param name="By">Who said so last; left out while nobody has.</param>
/// <param name="Why">Their reason; left out when they told none.</param>
/// <param name="Since">When they said so, UTC; left out while nobody has.</param>
/// <param name="Recipe">Name of the recipe that it works by: the product that it makes.</param>
/// <param name="Recipes">Names of all that it has.</param>
public sealed record RunMessage(RunState Run, string? By, string? Why, DateTimeOffset? Since, string Recipe, IReadOnlyList<string> Recipes) : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/run/1";
}
