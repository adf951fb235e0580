namespace EdgeTransfer.Core.Labels;

/// <summary>Names of classes: what a label may say.</summary>
public static class ClassName
{
    /// <summary>What a name must be, for messages.</summary>
    public const string Rule = "letters, digits, '_', '-' or spaces, a letter first";

    /// <summary>Whether a label may carry it.</summary>
    public static bool IsValid(string name) =>
        name is { Length: > 0 and <= Label.MaxClassLength } && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ' ');
}
