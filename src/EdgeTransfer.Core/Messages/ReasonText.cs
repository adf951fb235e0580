namespace EdgeTransfer.Core.Messages;

/// <summary>Field <c>reason</c> of a command: why, for whoever reads the log.</summary>
public static class ReasonText
{
    /// <summary>Longest reason.</summary>
    public const int MaxLength = 500;

    /// <summary>Why it cannot be taken; null when it can.</summary>
    public static string? Error(string? reason) => reason switch
    {
        { Length: > MaxLength } => $"'reason' must have at most {MaxLength} characters.",
        { } text when string.IsNullOrWhiteSpace(text) => "'reason' is empty.",
        _ => null,
    };
}
