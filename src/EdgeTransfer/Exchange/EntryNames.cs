using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Exchange;

/// <summary>Names of files as archives and documents give them: each one is checked before anything is opened or written under it.</summary>
internal sealed class EntryNames
{
    private const int MaxLength = 255;
    private const int MaxShown = 80;

    private readonly Dictionary<string, string> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Why a relative path cannot be taken; null when it can. ASCII alone is: then no two names differ in Unicode form only, and none
    /// reads as another.
    /// </summary>
    public static Refusal? Check(string name) =>
        name.Length is 0 or > MaxLength ? Bad(name, $"has not 1 to {MaxLength} characters")
        : name.Any(c => c is < ' ' or (char)0x7F) ? Bad(name, "holds a control character")
        : name.Any(c => c > '~') ? Bad(name, "holds characters beyond ASCII: rename it")
        : name.Contains('\\', StringComparison.Ordinal) ? Bad(name, "holds a backslash")
        : name[0] == '/' || (name.Length > 1 && name[1] == ':') ? Bad(name, "is an absolute path")
        : name.Split('/').Any(part => part is "" or "." or "..") ? Bad(name, "leads out of its folder, or has an empty part")
        : null;

    /// <summary>Checks a name, and that it is not that of an earlier entry, however it is written.</summary>
    public Refusal? Add(string name)
    {
        if (Check(name) is { } refusal)
        {
            return refusal;
        }

        return _seen.TryAdd(name, name) ? null
            : _seen[name] == name ? Bad(name, "stands there twice")
            : Bad(name, $"differs from '{Show(_seen[name])}' in upper and lower case only");
    }

    /// <summary>A name as a message may show it: harmless on a terminal, and short.</summary>
    public static string Show(string name)
    {
        var shown = new string([.. name.Take(MaxShown).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
        return name.Length > MaxShown ? shown + "…" : shown;
    }

    private static Refusal Bad(string name, string what) => new(RefusalKind.Invalid, $"The name '{Show(name)}' {what}.");
}
