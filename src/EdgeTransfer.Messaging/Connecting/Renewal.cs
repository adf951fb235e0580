using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>Looks whether the files that a connection was made with have changed, and ends it when new ones can be used.</summary>
/// <remarks>
/// It reads and hashes contents instead of asking for events or times: Kubernetes swaps a link two folders up, which no event of
/// the file tells and which may bring an older time; mounts of a network have no events at all.
/// </remarks>
internal sealed class Renewal(CredentialFiles files, TimeProvider time, ILogger logger)
{
    /// <summary>Some kilobytes are read so often.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>The reason under which it drops a connection.</summary>
    public const string Reason = "Renewed";

    /// <summary>Until the connection ends.</summary>
    public async Task RunAsync(Connection connection, CancellationToken cancellation)
    {
        var watch = new RenewalWatch(connection.Fingerprint);
        while (files.Any && connection.IsAlive)
        {
            await Task.Delay(Interval, time, cancellation);
            if (!watch.Observe(await files.FingerprintAsync(cancellation)))
            {
                continue;
            }

            var (credentials, refusal) = await files.ReadAsync(cancellation);
            credentials?.Dispose();
            if (refusal is null)
            {
                connection.Drop(Reason);
                return;
            }

            // a working connection is worth more than files that cannot be used
            Log.RenewalRefused(logger, refusal.Reason, refusal.Detail);
        }
    }
}
