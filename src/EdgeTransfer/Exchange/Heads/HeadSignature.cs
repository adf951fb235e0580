using System.Security.Cryptography;

namespace EdgeTransfer.Exchange.Heads;

/// <summary>A signature over the bytes of <c>hashes.json</c>.</summary>
/// <param name="Algorithm"><see cref="EcdsaP256"/>.</param>
/// <param name="Key">SHA-256 of the public key (SubjectPublicKeyInfo), lower-case hex: which key to ask for, no proof of anything.</param>
/// <param name="Value">Base64 of the DER form, as openssl writes and reads it.</param>
internal sealed record HeadSignature(string Algorithm, string Key, string Value)
{
    public const string EcdsaP256 = "ecdsa-p256-sha256";

    public static HeadSignature Of(ReadOnlySpan<byte> hashes, ECDsa key) =>
        new(EcdsaP256, SigningKeys.IdOf(key), Convert.ToBase64String(key.SignData(hashes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));

    /// <summary>Whether this key made it over these bytes.</summary>
    public bool IsOf(ReadOnlySpan<byte> hashes, ECDsa key)
    {
        var der = new byte[Value.Length];
        return Algorithm == EcdsaP256 && Convert.TryFromBase64String(Value, der, out var length)
            && key.VerifyData(hashes, der.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
