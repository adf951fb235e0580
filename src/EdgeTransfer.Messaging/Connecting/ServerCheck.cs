using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>Judges the broker's certificate by what .NET found, and remembers for a person why it was refused.</summary>
internal sealed class ServerCheck(string host, bool trustAny, TimeProvider time)
{
    /// <summary>Why the certificate is not trusted; null when it is, or need not be.</summary>
    public ConnectRefusal? Refusal { get; private set; }

    /// <summary>Whether the other side got so far as to show one: what answers speaks TLS.</summary>
    public bool WasAsked { get; private set; }

    /// <summary>Whether to go on.</summary>
    public bool Accept(MqttClientCertificateValidationEventArgs e)
    {
        WasAsked = true;
        if (trustAny || e.SslPolicyErrors == SslPolicyErrors.None)
        {
            return true;
        }

        Refusal = Explain(e);
        return false;
    }

    private ConnectRefusal Explain(MqttClientCertificateValidationEventArgs e)
    {
        if (e.Certificate is not X509Certificate2 certificate || e.SslPolicyErrors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return new("NoServerCertificate", "The broker showed no certificate: check its settings.");
        }

        var now = time.GetUtcNow();
        var chain = e.Chain?.ChainElements.Select(c => c.Certificate).ToList() ?? [];
        var status = e.Chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status) ?? X509ChainStatusFlags.NoError;
        if ((status & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotSignatureValid)) != 0)
        {
            return new("UnknownAuthority", $"The broker's certificate is signed by \"{certificate.Issuer}\", which is not trusted: put that authority's certificate into CaFile, or find out who answers at {host}.");
        }

        if (chain.Find(c => c.NotAfter.ToUniversalTime() < now) is { } expired)
        {
            return new("CertificateExpired", $"The certificate \"{expired.Subject}\" expired at {expired.NotAfter.ToUniversalTime():u}, and it is {now:u} here: renew it at the broker, or set this device's clock.");
        }

        if (chain.Find(c => c.NotBefore.ToUniversalTime() > now) is { } early)
        {
            return new("CertificateNotYetValid", $"The certificate \"{early.Subject}\" begins at {early.NotBefore.ToUniversalTime():u}, and it is {now:u} here: set this device's clock.");
        }

        return e.SslPolicyErrors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? new("NameMismatch", $"The broker's certificate is for {Names(certificate)}, not for {host}: set Host to one of these names, or have {host} put into the certificate.")
            : new("Certificate", $"The broker's certificate \"{certificate.Subject}\" is not valid for a server ({status}): have the authority make another.");
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString()))).ToList();
        return names.Count > 0 ? string.Join(", ", names) : $"\"{certificate.Subject}\"";
    }
}
