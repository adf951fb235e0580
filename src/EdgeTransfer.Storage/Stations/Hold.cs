namespace EdgeTransfer.Storage.Stations;

/// <summary>Whether a station is paused, and who said so.</summary>
/// <param name="Station">The station.</param>
/// <param name="IsPaused">False: it was resumed.</param>
/// <param name="By">Who said so.</param>
/// <param name="Reason">Why; null when that was not told.</param>
/// <param name="At">When, UTC.</param>
public sealed record Hold(string Station, bool IsPaused, string By, string? Reason, DateTimeOffset At);
