namespace EdgeTransfer.Core.Messages;

/// <summary>Field <c>by</c> of a command: who asks, as the channel knows them.</summary>
public static class OperatorName
{
    /// <summary>Longest name.</summary>
    public const int MaxLength = 64;

    /// <summary>Why it cannot be taken; null when it can.</summary>
    public static string? Error(string by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.Length is 0 or > MaxLength ? $"'by' must have 1 to {MaxLength} characters." : null;
    }
}
