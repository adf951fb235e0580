using System.Security.Cryptography;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Exchange.Heads;

/// <summary>Keys as PEM files: ECDSA on the curve P-256 (FIPS 186-5) and nothing else.</summary>
internal static class SigningKeys
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const int KeyBits = 256;
    private const long MaxFileBytes = 1 << 16;
    private const string Private = "PRIVATE KEY";

    /// <summary>The private key in a file; not encrypted.</summary>
    public static Result<ECDsa> ReadPrivate(string path)
    {
        var pem = Read(path);
        return pem.IsOk && !pem.Value.Contains(Private, StringComparison.Ordinal)
            ? new Refusal(RefusalKind.Invalid, $"{path} holds no private key: a signature needs one.")
            : pem.IsOk ? Import(path, pem.Value) : pem.Refusal;
    }

    /// <summary>The public keys in the <c>*.pem</c> files of a folder, by file name; one that cannot be used is refused with its name.</summary>
    public static Result<IReadOnlyList<TrustedKey>> ReadTrusted(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return new Refusal(RefusalKind.NotFound, $"There is no folder of trusted keys {folder}.");
        }

        List<TrustedKey> keys = [];
        foreach (var path in Directory.EnumerateFiles(folder, "*.pem").Order(StringComparer.Ordinal))
        {
            var pem = Read(path);
            var key = !pem.IsOk ? pem.Refusal
                : pem.Value.Contains(Private, StringComparison.Ordinal) ? new Refusal(RefusalKind.Invalid, $"{path} holds a private key: a device needs the public one alone, and must not have the other.")
                : Import(path, pem.Value);
            if (!key.IsOk)
            {
                return key.Refusal;
            }

            using (key.Value)
            {
                keys.Add(new(Path.GetFileNameWithoutExtension(path), key.Value.ExportSubjectPublicKeyInfo()));
            }
        }

        return keys;
    }

    /// <summary>Makes a pair: the private key for its owner's eyes alone, and the public one for devices.</summary>
    public static (string Private, string Public) Make(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (secret, open) = (Path.Combine(folder, "head-signing.key.pem"), Path.Combine(folder, "head-signing.pub.pem"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(secret, options))
        {
            file.WriteLine(key.ExportPkcs8PrivateKeyPem());
        }

        using var other = new StreamWriter(new FileStream(open, FileMode.CreateNew, FileAccess.Write));
        other.WriteLine(key.ExportSubjectPublicKeyInfoPem());
        return (secret, open);
    }

    /// <summary>SHA-256 of the public key, lower-case hex.</summary>
    public static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    private static Result<ECDsa> Import(string path, string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.KeySize == KeyBits && key.ExportParameters(false).Curve.Oid.Value == P256)
            {
                return key;
            }
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // No PEM, an encrypted one, or a key of another kind.
        }

        key.Dispose();
        return new Refusal(RefusalKind.Invalid, $"{path} holds no plain ECDSA key on the curve P-256: make one with 'head keygen'.");
    }

    private static Result<string> Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxFileBytes ? File.ReadAllText(path) : new Refusal(RefusalKind.TooLarge, $"{path} is larger than any key.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalKind.NotFound, $"The key {path} cannot be read: {e.Message}");
        }
    }
}
