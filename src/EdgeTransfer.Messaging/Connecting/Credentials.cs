using System.Security.Cryptography.X509Certificates;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>What the files of the settings held at one moment; owner of the certificates.</summary>
/// <param name="User">Null: anonymous.</param>
/// <param name="Password">UTF-8; empty: none.</param>
/// <param name="Authorities">Null: the system's; else never empty.</param>
/// <param name="Certificate">The device's own, with its key; null: none.</param>
/// <param name="Fingerprint">Changes with every byte of every file; never shown.</param>
/// <param name="Warnings">What is weak in them.</param>
internal sealed record Credentials(
    string? User, byte[] Password, X509Certificate2Collection? Authorities, X509Certificate2? Certificate, string Fingerprint, IReadOnlyList<LinkWarning> Warnings)
    : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate?.Dispose();
        foreach (var authority in Authorities ?? [])
        {
            authority.Dispose();
        }
    }
}
