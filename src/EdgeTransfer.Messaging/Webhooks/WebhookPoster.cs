using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Messaging.Connecting;

namespace EdgeTransfer.Messaging.Webhooks;

/// <summary>Posts signed alerts. Follows no redirect: only the address of the settings gets them.</summary>
internal sealed class WebhookPoster(WebhookOptions options, TimeProvider time) : IDisposable
{
    /// <summary>A receiver that asks for more is asked again all the same.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private static readonly TimeSpan LookUpEvery = TimeSpan.FromMinutes(5);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private WebhookSecrets? _secrets;
    private HttpClient? _client;
    private byte[] _authorities = [];

    /// <summary>Reads the files as they are now; a refusal says which one is wrong. Not while a post is on its way.</summary>
    public async Task<ConnectRefusal?> PrepareAsync(CancellationToken cancellation)
    {
        var secret = await CredentialFiles.ReadAsync(nameof(WebhookOptions.SecretFile), options.SecretFile!, cancellation);
        if (secret.Failure is { } unread)
        {
            return CredentialFiles.Unread(secret.Setting, unread);
        }

        var (secrets, error) = WebhookSecrets.Parse(Encoding.UTF8.GetString(secret.Bytes));
        if (secrets is null)
        {
            return new("SecretFile", error!);
        }

        _secrets = secrets;
        if (options.CaFile is not null)
        {
            return await TrustAsync(options.CaFile, cancellation);
        }

        _client ??= Client(null);
        return null;
    }

    /// <summary>One post, within the time of the settings.</summary>
    public async Task<WebhookAnswer> PostAsync(OutboxMessage message, ReadOnlyMemory<byte> body, CancellationToken stopping)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        within.CancelAfter(options.Timeout);
        try
        {
            using var request = Request(message, body);
            using var response = await _client!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, within.Token);
            return response.IsSuccessStatusCode ? new(null, true) : new(FromStatus(response), true, Pause(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException)
        {
            return new(stopping.IsCancellationRequested ? new("Stopping", "The device stops.") : new("Timeout", $"No answer within {options.Timeout}."), false);
        }
        catch (HttpRequestException e)
        {
            return new(new(e.HttpRequestError.ToString(), $"{e.GetBaseException().Message}: check Url, network{(e.InnerException is AuthenticationException ? ", the receiver's certificate and CaFile" : "")}."), false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();

    private static ConnectRefusal FromStatus(HttpResponseMessage response) => (int)response.StatusCode is >= 300 and < 400 and var redirect
        ? new($"Status{redirect}", $"The receiver answered {redirect} and wants it elsewhere: set Url to the right address, none is followed.")
        : new($"Status{(int)response.StatusCode}", $"The receiver answered {(int)response.StatusCode}: its log says more.");

    private HttpRequestMessage Request(OutboxMessage message, ReadOnlyMemory<byte> body)
    {
        var (id, timestamp) = (message.Id.ToString(), time.GetUtcNow().ToUnixTimeSeconds());
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } } };
        request.Headers.UserAgent.Add(new(nameof(EdgeTransfer), "1"));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", _secrets!.Sign(id, timestamp, body.Span));
        request.Headers.Add("edgetransfer-topic", message.Topic);
        return request;
    }

    private TimeSpan Pause(RetryConditionHeaderValue? asked)
    {
        var pause = asked?.Delta ?? (asked?.Date - time.GetUtcNow()) ?? TimeSpan.Zero;
        return pause > LongestPause ? LongestPause : pause;
    }

    private async Task<ConnectRefusal?> TrustAsync(string file, CancellationToken cancellation)
    {
        var read = await CredentialFiles.ReadAsync(nameof(WebhookOptions.CaFile), file, cancellation);
        if (read.Failure is { } unread)
        {
            return CredentialFiles.Unread(read.Setting, unread);
        }

        if (_client is not null && read.Bytes.AsSpan().SequenceEqual(_authorities))
        {
            return null;
        }

        var (authorities, refusal) = CredentialFiles.Authorities(read.Bytes);
        if (refusal is not null)
        {
            return refusal;
        }

        _client?.Dispose();
        (_client, _authorities) = (Client(authorities), read.Bytes);
        return null;
    }

    private static HttpClient Client(X509Certificate2Collection? authorities)
    {
        // no revocation check: the network may be isolated
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (authorities is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities);
        }

        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = LookUpEvery,
            SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13, CertificateChainPolicy = policy },
        };
        return new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
