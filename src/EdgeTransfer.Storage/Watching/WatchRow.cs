namespace EdgeTransfer.Storage.Watching;

/// <summary>A watch or trial as it stands; one a station.</summary>
/// <param name="Station">The station.</param>
/// <param name="Json">What it compares and has seen.</param>
/// <param name="At">UTC.</param>
public sealed record WatchRow(string Station, string Json, DateTimeOffset At);
