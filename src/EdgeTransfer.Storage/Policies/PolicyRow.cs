namespace EdgeTransfer.Storage.Policies;

/// <summary>A policy as it was appended.</summary>
public sealed record PolicyRow(string Product, string Version, string Head, string Json, string By, DateTimeOffset At)
{
    /// <summary>The policy in whose place a person laid it; null when it came with the head. Not read back: the log keeps it.</summary>
    public string? MovedFrom { get; init; }
}
