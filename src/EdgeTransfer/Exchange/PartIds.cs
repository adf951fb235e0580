using System.Security.Cryptography;
using System.Text;
using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Exchange;

/// <summary>Part ids from the names of files that know no parts.</summary>
internal static class PartIds
{
    private const int HashDigits = 8;
    private const int MaxStem = 64 - 1 - HashDigits;

    /// <summary>
    /// The name itself where it can be an id: so what a device gave away comes back under its own id, on its own side of the lockbox. Else
    /// its letters and digits with a hash of all of it.
    /// </summary>
    public static string Of(string name)
    {
        if (Topics.IsLevel(name))
        {
            return name;
        }

        var stem = new string([.. name.TrimStart('.').Take(MaxStem).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-')]);
        return (stem.Length == 0 ? "part" : stem) + "-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashDigits];
    }

    /// <summary>
    /// Ids of files by their paths without extension: their last parts where all of those differ, else the whole paths, since a data set that
    /// counts from 000 in each folder means another part each time.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyCollection<string> paths, string prefix)
    {
        var areUnique = paths.DistinctBy(p => Last(p), StringComparer.OrdinalIgnoreCase).Count() == paths.Count;
        return paths.ToDictionary(p => p, p => Of(prefix + (areUnique ? Last(p) : p.Replace('/', '-'))), StringComparer.Ordinal);
    }

    private static string Last(string path) => path[(path.LastIndexOf('/') + 1)..];
}
