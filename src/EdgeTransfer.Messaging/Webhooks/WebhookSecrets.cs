using System.Security.Cryptography;
using System.Text;

namespace EdgeTransfer.Messaging.Webhooks;

/// <summary>
/// Signs posts as the Standard Webhooks specification says (symmetric, <c>v1</c>): HMAC-SHA256 of <c>id.timestamp.body</c>. Several
/// secrets make several signatures, so that a receiver may change to a new one without losing any.
/// </summary>
internal sealed class WebhookSecrets
{
    private const string Prefix = "whsec_";
    private const int MinBytes = 24;
    private const int MaxBytes = 64;
    private const int MostSecrets = 4;

    private readonly IReadOnlyList<byte[]> _keys;

    private WebhookSecrets(IReadOnlyList<byte[]> keys) => _keys = keys;

    /// <summary>The secrets of a file's text, a line each; else what is wrong with it, never quoting it.</summary>
    public static (WebhookSecrets? Secrets, string? Error) Parse(string text)
    {
        List<byte[]> keys = [];
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var key = new byte[MaxBytes + 3];
            if (!line.StartsWith(Prefix, StringComparison.Ordinal) || !Convert.TryFromBase64String(line[Prefix.Length..], key, out var length) || length is < MinBytes or > MaxBytes)
            {
                return (null, $"Line {keys.Count + 1} of SecretFile is no secret: it must be {Prefix} and {MinBytes} to {MaxBytes} bytes in base64, as by: echo \"{Prefix}$(openssl rand -base64 32)\".");
            }

            keys.Add(key[..length]);
        }

        return keys.Count is > 0 and <= MostSecrets ? (new(keys), null) : (null, $"SecretFile must hold 1 to {MostSecrets} secrets, not {keys.Count}.");
    }

    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    /// <param name="id">Of the alert.</param>
    /// <param name="timestamp">Seconds since 1970, of this post.</param>
    /// <param name="body">As it is sent.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return string.Join(' ', _keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed))));
    }
}
