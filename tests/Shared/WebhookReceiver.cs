using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EdgeTransfer.Testing;

/// <summary>A post as it came in.</summary>
internal sealed record WebhookPost(string RequestLine, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];

    public string Topic => Headers["edgetransfer-topic"];

    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>An HTTP server on loopback that speaks just enough for a webhook, and answers what the test says.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    /// <summary>In place of a status: hangs up without an answer.</summary>
    public const string HangUp = "";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly ConcurrentBag<Task> _served = [];
    private readonly Task _accepting;

    public WebhookReceiver(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}/alerts?line=7";

    /// <summary>What each post is answered: status and further header lines, as in <c>503 Busy\r\nRetry-After: 1</c>.</summary>
    public Func<WebhookPost, string> Answer { get; set; } = _ => "204 No Content";

    /// <summary>All posts that came whole, in order, also those that were not taken.</summary>
    public ConcurrentQueue<WebhookPost> Posts { get; } = new();

    /// <summary>Those that were answered with 2xx.</summary>
    public ConcurrentQueue<WebhookPost> Taken { get; } = new();

    public string Summary() => string.Join('\n', Posts.Select(p => $"{p.Topic} {p.Id} {p.Text}"));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_served);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // closed
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using Stream stream = _certificate is null ? client.GetStream() : new SslStream(client.GetStream());
                if (stream is SslStream tls)
                {
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                }

                while (await ReadAsync(stream) is { } post && Answer(post) is not HangUp and var answer)
                {
                    if (answer.StartsWith('2'))
                    {
                        Taken.Enqueue(post);
                    }

                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n"), _stop.Token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or SocketException)
            {
                // the other side went, or the test ends
            }
        }
    }

    private async Task<WebhookPost?> ReadAsync(Stream stream)
    {
        List<byte> head = [];
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4..] is [(byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n']))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..].Select(l => l.Split(": ", 2)).ToDictionary(l => l[0], l => l[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["content-length"], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        var post = new WebhookPost(lines[0], headers, body);
        Posts.Enqueue(post);
        return post;
    }
}
