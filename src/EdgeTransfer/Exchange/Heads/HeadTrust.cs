using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Exchange.Heads;

/// <summary>Whom a device believes that a head is what its maker meant.</summary>
/// <param name="Keys">Trusted public keys.</param>
/// <param name="RequireSigned">Whether a head without a signature by one of them is refused.</param>
internal sealed record HeadTrust(IReadOnlyList<TrustedKey> Keys, bool RequireSigned)
{
    /// <summary>Trusts nobody and asks for nothing.</summary>
    public static HeadTrust None { get; } = new([], false);

    /// <summary>Who signed, in words; or why the head is refused. A signature that names a trusted key and is not by it is always refused.</summary>
    /// <param name="hashes">The bytes of <c>hashes.json</c>.</param>
    /// <param name="signature">Null without one.</param>
    public Result<string> Check(ReadOnlySpan<byte> hashes, HeadSignature? signature)
    {
        if (signature is null)
        {
            return RequireSigned ? Refused("it is not signed, and this device takes signed heads only (Learning:RequireSignedHeads)") : "not signed";
        }

        foreach (var key in Keys)
        {
            if (key.Made(signature, hashes))
            {
                return $"signed by {key.Name}";
            }
        }

        return Keys.Any(k => k.Id == signature.Key) ? Refused("its signature is not over these files: it was changed after it was signed")
            : RequireSigned ? Refused($"its signature is by none of the {Keys.Count} keys that this device trusts (it names the key {EntryNames.Show(signature.Key)})")
            : $"signed by a key that is not trusted here ({EntryNames.Show(signature.Key)}), which proves nothing";
    }

    private static Refusal Refused(string why) => new(RefusalKind.Invalid, $"The head is refused: {why}.");
}
