namespace EdgeTransfer.Core.Messages;

/// <summary>Field <c>by</c> of a command: who asks, as the channel knows them. A pseudonym will do.</summary>
public static class OperatorName
{
    /// <summary>Longest name.</summary>
    public const int MaxLength = 64;

    /// <summary>Who did what nobody asked for.</summary>
    public const string Device = "device";

    /// <summary>Who changed what stands in a station file: whoever wrote it.</summary>
    public const string StationFile = "station file";

    /// <summary>Why it cannot be taken; null when it can.</summary>
    public static string? Error(string by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (by.Length is 0 or > MaxLength || by.Any(char.IsControl))
        {
            return $"'by' must have 1 to {MaxLength} characters, none of them a control character.";
        }

        return by switch
        {
            Device => $"'by' must not be '{Device}': that is what the device does by itself.",
            StationFile => $"'by' must not be '{StationFile}': that is what its settings say.",
            _ => null,
        };
    }
}
