using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Messaging;

/// <summary>A temporary folder of certificates, made by the script that is shipped.</summary>
internal sealed class Certificates : IDisposable
{
    public static string Script { get; } = Path.Combine(Repository.Root, "deploy", "edge", "mqtt", "make-certificates");

    public string Folder { get; } = Directory.CreateTempSubdirectory("certificates-").FullName;

    /// <summary>An authority, a broker called <c>mosquitto</c> on this machine, and clients.</summary>
    public static async Task<Certificates> MakeAsync(params string[] clients)
    {
        var made = new Certificates();
        await made.AddAsync(["--server", "mosquitto,localhost,127.0.0.1", .. clients.SelectMany(c => new[] { "--client", c })]);
        return made;
    }

    /// <summary>More of the same authority.</summary>
    public async Task AddAsync(params string[] arguments)
    {
        var (code, text) = await RunAsync([Folder, .. arguments]);
        code.ShouldBe(0, text);
    }

    public static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        await using var script = new ChildProcess("bash", [Script, .. arguments]);
        var code = await script.ExitAsync();
        return (code, string.Join('\n', script.Lines));
    }

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Settings of a device with the certificate of a client.</summary>
    public (string, string)[] Of(string client) =>
        [("Tls", "true"), ("CaFile", this["ca.pem"]), ("ClientCertFile", this[$"{client}.pem"]), ("ClientKeyFile", this[$"{client}.key.pem"])];

    /// <summary>Options of mosquitto's clients, likewise.</summary>
    public string[] Options(string client) => ["-h", "127.0.0.1", "--cafile", this["ca.pem"], "--cert", this[$"{client}.pem"], "--key", this[$"{client}.key.pem"]];

    /// <summary>Signs the certificate of a name anew, so that it ended yesterday.</summary>
    public void Expire(string name)
    {
        using var authority = X509Certificate2.CreateFromPemFile(this["ca.pem"], this["ca.key.pem"]);
        using var old = X509Certificate2.CreateFromPemFile(this[$"{name}.pem"], this[$"{name}.key.pem"]);
        using var key = old.GetECDsaPublicKey()!;
        var request = new CertificateRequest(old.SubjectName, key, HashAlgorithmName.SHA256);
        foreach (var extension in old.Extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        var now = TimeProvider.System.GetUtcNow();
        // older than the authority itself: only the end of the certificate is looked at here
        using var expired = request.Create(authority.SubjectName, X509SignatureGenerator.CreateForECDsa(authority.GetECDsaPrivateKey()!), now.AddDays(-2), now.AddDays(-1), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(this[$"{name}.pem"], expired.ExportCertificatePem());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
