using System.Globalization;
using System.Security.Cryptography;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Core.Audit;

/// <summary>The end of the log at some moment. Whoever holds one from outside can prove all rows up to it.</summary>
/// <param name="Seq">Number of the last row; 0 while there is none; null when only the hash is known.</param>
/// <param name="Hash">Its hash.</param>
public sealed record ChainHead(long? Seq, string Hash)
{
    /// <summary>What the first row follows.</summary>
    public static readonly string Beginning = new('0', 2 * SHA256.HashSizeInBytes);

    /// <summary>Reads <c>HASH</c> or <c>SEQ:HASH</c>.</summary>
    public static Result<ChainHead> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf(':', StringComparison.Ordinal);
        var hash = text[(at + 1)..].ToLowerInvariant();
        long seq = 0;
        return hash.Length == Beginning.Length && hash.All(char.IsAsciiHexDigit) && (at < 0 || long.TryParse(text.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out seq))
            ? new ChainHead(at < 0 ? null : seq, hash)
            : new Refusal(RefusalKind.Invalid, $"'{text}' is no chain head: give a hash of {Beginning.Length} hex digits, or row and hash as in 17:HASH.");
    }
}
