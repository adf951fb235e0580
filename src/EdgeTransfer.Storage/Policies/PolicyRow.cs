namespace EdgeTransfer.Storage.Policies;

/// <summary>A policy as it was appended.</summary>
public sealed record PolicyRow(string Product, string Version, string Head, string Json, string By, DateTimeOffset At);
