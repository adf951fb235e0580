namespace EdgeTransfer.Storage.Stations;

/// <summary>The recipe that a person chose for a station.</summary>
/// <param name="Station">The station.</param>
/// <param name="Recipe">Its name: the product that it makes.</param>
/// <param name="Was">The one before.</param>
/// <param name="By">Who chose it.</param>
/// <param name="Reason">Why; null when that was not told.</param>
/// <param name="At">When, UTC.</param>
public sealed record ChosenRecipe(string Station, string Recipe, string Was, string By, string? Reason, DateTimeOffset At);
