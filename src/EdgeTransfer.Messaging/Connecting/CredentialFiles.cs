using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>Reads user, password, authorities and the device's certificate from the files that the settings name, as they are now.</summary>
internal sealed class CredentialFiles(MqttOptions options, TimeProvider time)
{
    /// <summary>Larger ones are no credentials, and would only fill the memory.</summary>
    private const int MaxBytes = 1 << 20;

    /// <summary>From so long before its end on, each connect says when the device's certificate ends.</summary>
    private static readonly TimeSpan EndsSoon = TimeSpan.FromDays(30);

    private readonly (string Setting, string Path)[] _files =
    [
        .. new[]
        {
            (nameof(MqttOptions.UserFile), options.UserFile),
            (nameof(MqttOptions.PasswordFile), options.PasswordFile),
            (nameof(MqttOptions.CaFile), options.CaFile),
            (nameof(MqttOptions.ClientCertFile), options.ClientCertFile),
            (nameof(MqttOptions.ClientKeyFile), options.ClientKeyFile),
        }.Where(f => f.Item2 is not null).Select(f => (f.Item1, f.Item2!)),
    ];

    /// <summary>Whether there are any: else nothing can change.</summary>
    public bool Any => _files.Length > 0;

    /// <summary>Reads and checks all; a refusal says which file is wrong and what to do.</summary>
    public async Task<(Credentials? Credentials, ConnectRefusal? Refusal)> ReadAsync(CancellationToken cancellation)
    {
        var contents = await ReadAllAsync(cancellation);
        if (contents.FirstOrDefault(c => c.Failure is not null) is { Failure: { } failure } unread)
        {
            return (null, Unread(unread.Setting, failure));
        }

        var bytes = contents.ToDictionary(c => c.Setting, c => c.Bytes);
        var (authorities, refusal) = Authorities(bytes.GetValueOrDefault(nameof(MqttOptions.CaFile)));
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var certificate = bytes.TryGetValue(nameof(MqttOptions.ClientCertFile), out var pem)
            ? ClientCertificate.Read(Encoding.UTF8.GetString(pem), Encoding.UTF8.GetString(bytes.GetValueOrDefault(nameof(MqttOptions.ClientKeyFile), pem)), out refusal)
            : null;
        if (refusal is not null)
        {
            new Credentials(null, [], authorities, null, "", []).Dispose();
            return (null, refusal);
        }

        var user = bytes.TryGetValue(nameof(MqttOptions.UserFile), out var name) ? Encoding.UTF8.GetString(Line(name)) : options.User;
        var password = bytes.TryGetValue(nameof(MqttOptions.PasswordFile), out var secret) ? Line(secret) : [];
        return (new(user, password, authorities, certificate, Fingerprint(contents), [.. Warnings(certificate)]), null);
    }

    /// <summary>Changes with every byte of every file, and when one cannot be read.</summary>
    public async Task<string> FingerprintAsync(CancellationToken cancellation) => Fingerprint(await ReadAllAsync(cancellation));

    /// <summary>The authorities of a <c>CaFile</c>; null without one.</summary>
    public static (X509Certificate2Collection? Authorities, ConnectRefusal? Refusal) Authorities(byte[]? pem)
    {
        if (pem is null)
        {
            return (null, null);
        }

        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(Encoding.UTF8.GetString(pem));
        }
        catch (CryptographicException e)
        {
            return (null, new("CaFile", $"CaFile holds a damaged certificate: {e.Message} Copy the authority's PEM file again."));
        }

        // an empty list would let the library fall back to the system's authorities
        return authorities.Count > 0
            ? (authorities, null)
            : (null, new("CaFile", "CaFile holds no PEM certificate: it must have a block BEGIN CERTIFICATE for each authority to trust."));
    }

    /// <summary>Reads a file that a setting names; a failure is for a person.</summary>
    public static async Task<(string Setting, byte[] Bytes, string? Failure)> ReadAsync(string setting, string path, CancellationToken cancellation)
    {
        try
        {
            return new FileInfo(path).Length > MaxBytes
                ? (setting, [], $"{path} is larger than {MaxBytes} bytes.")
                : (setting, await File.ReadAllBytesAsync(path, cancellation), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (setting, [], e.Message);
        }
    }

    /// <summary>What it means that a file could not be read.</summary>
    public static ConnectRefusal Unread(string setting, string failure) => new("File", $"{setting} cannot be read: {failure} Check its path and that the service's user may read it.");

    private static string Fingerprint(IReadOnlyList<(string Setting, byte[] Bytes, string? Failure)> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (setting, bytes, failure) in contents)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{setting}:{bytes.Length}:{failure is not null}:"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // Editors and echo leave a line end.
    private static byte[] Line(byte[] content) => content.AsSpan().TrimEnd("\r\n"u8).ToArray();

    private async Task<IReadOnlyList<(string Setting, byte[] Bytes, string? Failure)>> ReadAllAsync(CancellationToken cancellation)
    {
        List<(string, byte[], string?)> contents = [];
        foreach (var (setting, path) in _files)
        {
            contents.Add(await ReadAsync(setting, path, cancellation));
        }

        return contents;
    }

    private IEnumerable<LinkWarning> Warnings(X509Certificate2? certificate)
    {
        if (options.DangerouslyTrustAnyCertificate)
        {
            yield return new("TrustsAnyCertificate", "DangerouslyTrustAnyCertificate is set: whoever stands between device and broker can read and change everything. Set CaFile and take it away.");
        }

        if (certificate is not null)
        {
            // tried all the same: the broker decides, and this clock may be wrong
            var (now, end) = (time.GetUtcNow(), certificate.NotAfter.ToUniversalTime());
            if (end < now)
            {
                yield return new("ClientCertificateExpired", $"The device's certificate expired at {end:u}: put a new one into ClientCertFile; it is taken up by itself.");
            }
            else if (end - now < EndsSoon)
            {
                yield return new("ClientCertificateExpires", $"The device's certificate expires at {end:u}: put a new one into ClientCertFile; it is taken up by itself.");
            }
        }

        foreach (var (setting, path) in _files)
        {
            var holdsKey = setting == nameof(MqttOptions.ClientKeyFile) || (setting == nameof(MqttOptions.ClientCertFile) && options.ClientKeyFile is null);
            if ((holdsKey || setting == nameof(MqttOptions.PasswordFile)) && IsReadableByAll(path))
            {
                yield return new(holdsKey ? "KeyReadableByAll" : "PasswordReadableByAll", $"{setting} can be read by every user of this machine: chmod 600 {path}.");
            }
        }
    }

    private static bool IsReadableByAll(string path)
    {
        try
        {
            // what a link leads to: links themselves are always open
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            return !OperatingSystem.IsWindows() && File.GetUnixFileMode(target).HasFlag(UnixFileMode.OtherRead);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // it has gone since it was read; the next look says so
        }
    }
}
