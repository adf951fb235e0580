using System.Security.Cryptography;

namespace EdgeTransfer.Messaging.Brokering;

/// <summary>A password as mosquitto_passwd 2.0 writes it: <c>$7$iterations$salt$hash</c>, PBKDF2 with SHA-512 (RFC 8018), salt and hash in base64.</summary>
internal sealed class PasswordHash(int iterations, byte[] salt, byte[] hash)
{
    /// <summary>More would let a file hold up the broker at each login.</summary>
    private const int MaxIterations = 1_000_000;

    private const int MinSalt = 8;
    private const int HashBytes = 64;

    /// <summary>Null when it is none.</summary>
    public static PasswordHash? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split('$') is not ["", "7", var iterations, var salt, var hash] || !int.TryParse(iterations, out var count) || count is < 1 or > MaxIterations)
        {
            return null;
        }

        try
        {
            var (saltBytes, hashBytes) = (Convert.FromBase64String(salt), Convert.FromBase64String(hash));
            return saltBytes.Length >= MinSalt && hashBytes.Length == HashBytes ? new(count, saltBytes, hashBytes) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether it is this password; takes as long for a wrong one.</summary>
    public bool Fits(ReadOnlySpan<byte> password) =>
        CryptographicOperations.FixedTimeEquals(Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, HashBytes), hash);
}
