using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>The device's own certificate, from PEM.</summary>
internal static class ClientCertificate
{
    /// <summary>The certificate with its key; null with a refusal when they are not there or do not fit.</summary>
    public static X509Certificate2? Read(string certificatePem, string keyPem, out ConnectRefusal? refusal)
    {
        try
        {
            using var alone = X509Certificate2.CreateFromPem(certificatePem);
        }
        catch (CryptographicException e)
        {
            refusal = new("ClientCertFile", $"ClientCertFile holds no PEM certificate: {e.Message} It must have a block BEGIN CERTIFICATE, the device's own first.");
            return null;
        }

        var labels = Labels(keyPem);
        if (labels.Contains("ENCRYPTED PRIVATE KEY"))
        {
            refusal = new("ClientKeyFile", "The key of ClientCertFile is encrypted, and nobody is there to type its password: openssl pkey -in KEY -out ClientKeyFile, and chmod 600.");
            return null;
        }

        if (!labels.Any(l => l.EndsWith("PRIVATE KEY", StringComparison.Ordinal)))
        {
            refusal = new("ClientKeyFile", "There is no private key: ClientKeyFile (or ClientCertFile, where that is not set) must have a PEM block BEGIN PRIVATE KEY.");
            return null;
        }

        try
        {
            var certificate = X509Certificate2.CreateFromPem(certificatePem, keyPem);
            refusal = null;
            return certificate;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            refusal = new("ClientKeyMismatch", $"The private key does not belong to the certificate in ClientCertFile: {e.Message} Put the pair there that was made together.");
            return null;
        }
    }

    private static List<string> Labels(ReadOnlySpan<char> pem)
    {
        List<string> labels = [];
        while (PemEncoding.TryFind(pem, out var fields))
        {
            labels.Add(pem[fields.Label].ToString());
            pem = pem[fields.Location.End..];
        }

        return labels;
    }
}
