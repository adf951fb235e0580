using System.Security.Cryptography;
using System.Text;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Registry;

/// <summary>Names the data that a head was learnt from and judged on.</summary>
public static class DataHash
{
    /// <summary>SHA-256, lower-case hex, of part, class, side of the lockbox and marks of each sample, in any order of the samples.</summary>
    public static string Of(IEnumerable<LabelledSample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var lines = samples.Select(s => $"{s.PartId}\t{s.Class}\t{(s.InLockbox ? "lockbox" : "learnt")}\t{string.Join(';', s.Marks)}\n").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
