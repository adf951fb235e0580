using System.Globalization;
using System.Text;

namespace EdgeTransfer.Core.Messages;

/// <summary>Text that may hold what a stranger sent: bounded, and without characters that steer a terminal or turn the reading direction.</summary>
public static class SafeText
{
    /// <summary>The text with each such character as <c>?</c>, cut after <paramref name="most"/> characters.</summary>
    public static string Of(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= most && text.All(char.IsAscii) && !text.Any(char.IsControl))
        {
            return text;
        }

        var safe = new StringBuilder(Math.Min(text.Length, most) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (safe.Length + rune.Utf16SequenceLength > most)
            {
                return safe.Append('…').ToString();
            }

            safe.Append(IsPrinted(rune) ? rune.ToString() : "?");
        }

        return safe.ToString();
    }

    private static bool IsPrinted(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
