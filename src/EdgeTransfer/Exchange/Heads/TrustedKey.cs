using System.Security.Cryptography;

namespace EdgeTransfer.Exchange.Heads;

/// <summary>A public key that a device trusts.</summary>
/// <param name="Name">Its file's name without extension.</param>
/// <param name="SubjectPublicKeyInfo">The key, DER.</param>
internal sealed record TrustedKey(string Name, byte[] SubjectPublicKeyInfo)
{
    /// <summary>SHA-256 of the key, lower-case hex.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(SubjectPublicKeyInfo));

    /// <summary>Whether it made a signature over these bytes.</summary>
    public bool Made(HeadSignature signature, ReadOnlySpan<byte> hashes)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(SubjectPublicKeyInfo, out _);
        return signature.IsOf(hashes, key);
    }
}
