using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EdgeTransfer.Testing;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Messaging.Webhooks;

public sealed class WebhookSenderTests : IDisposable
{
    private const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const int RefusedId = 5400, TakesId = 5401;

    private readonly string _folder = Directory.CreateTempSubdirectory("webhook-").FullName;
    private readonly InMemoryOutbox _outbox = new();
    private readonly WebhookStatus _status = new();
    private readonly CollectingLogger _log = new();

    private string SecretFile => Path.Combine(_folder, "secret");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _log.Entries.Where(e => e.Level >= LogLevel.Error).ShouldBeEmpty();
    }

    [Fact]
    public async Task Alerts_ReceiverThatFailsNowAndThen_AllTakenInOrderPerTopicWithTheirIds()
    {
        await using var receiver = new WebhookReceiver();
        var posts = 0;
        receiver.Answer = _ => (Interlocked.Increment(ref posts) % 7) switch { 0 => "500 Internal Server Error", 3 => WebhookReceiver.HangUp, 5 => "429 Too Many Requests", _ => "200 OK" };
        await using var sender = await StartAsync(new(receiver.Url));
        string[] topics = [.. Enumerable.Range(0, 10).Select(i => $"station-{i}/alert")];
        var sent = Enumerable.Range(0, 200).GroupBy(i => topics[i % 10], i => _outbox.Add(topics[i % 10])).ToDictionary(g => g.Key, g => g.ToList());

        await EmptiedAsync();

        foreach (var topic in topics)
        {
            receiver.Taken.Where(p => p.Topic == topic).Select(p => p.Text).ShouldBe(sent[topic]);
        }

        receiver.Posts.GroupBy(p => p.Text).ShouldAllBe(same => same.Select(p => p.Id).Distinct().Count() == 1);
        receiver.Posts.ShouldAllBe(p => p.RequestLine == "POST /alerts?line=7 HTTP/1.1" && p.Headers["content-type"] == "application/json");
        _status.Delivered.ShouldBe(200);
        _status.IsFailing.ShouldBeFalse();
        _status.Refusals.Keys.ShouldBe(["Status500", "Status429", "ResponseEnded"], ignoreOrder: true);
        _log.Entries.Where(e => e.Id == RefusedId).ShouldAllBe(e => !e.Text.Contains("line=7"), "a query may hold a key");
    }

    [Fact]
    public async Task Alerts_Signed_AsOpensslReckonsIt()
    {
        await using var receiver = new WebhookReceiver();
        await using var sender = await StartAsync(new(receiver.Url));
        _outbox.AddJson("a/alert", TimeProvider.System.GetUtcNow());
        await EmptiedAsync();

        var post = receiver.Taken.ShouldHaveSingleItem();
        var body = Path.Combine(_folder, "body");
        await File.WriteAllBytesAsync(body, post.Body, TestContext.Current.CancellationToken);
        var documented = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "edge", "README.md"), TestContext.Current.CancellationToken))
            .Split('\n').SkipWhile(l => !l.StartsWith("KEY=", StringComparison.Ordinal)).TakeWhile(l => l != "```");
        await using var openssl = new ChildProcess("bash", ["-euc", $"SECRET={Secret} ID={post.Id} TIMESTAMP={post.Headers["webhook-timestamp"]}; cd {_folder}\n{string.Join('\n', documented)}"]);
        (await openssl.ExitAsync()).ShouldBe(0, string.Join('\n', openssl.Lines));
        post.Headers["webhook-signature"].ShouldBe("v1," + openssl.Lines.ShouldHaveSingleItem());
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(post.Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture));
        (TimeProvider.System.GetUtcNow() - sent).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Alerts_AnswerNeverCame_PostedAgainAndMarked()
    {
        await using var receiver = new WebhookReceiver();
        var posts = 0;
        receiver.Answer = _ => Interlocked.Increment(ref posts) == 1 ? WebhookReceiver.HangUp : "200 OK";
        await using var sender = await StartAsync(new(receiver.Url));
        _outbox.AddJson("a/alert", TimeProvider.System.GetUtcNow());
        await EmptiedAsync();

        var (first, second) = (receiver.Posts.First(), receiver.Posts.Last());
        second.Id.ShouldBe(first.Id);
        JsonDocument.Parse(first.Body).RootElement.TryGetProperty("replayed", out _).ShouldBeFalse();
        JsonDocument.Parse(second.Body).RootElement.GetProperty("replayed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Alerts_ReceiverIsSilent_GivenUpAfterTheTimeout()
    {
        await using var receiver = new WebhookReceiver();
        using var silence = new ManualResetEventSlim();
        receiver.Answer = _ =>
        {
            if (!silence.IsSet)
            {
                silence.Wait(TestContext.Current.CancellationToken);
                return WebhookReceiver.HangUp;
            }

            return "200 OK";
        };
        await using var sender = await StartAsync(new(receiver.Url), o => o with { Timeout = TimeSpan.FromMilliseconds(200) });
        _outbox.Add("a/alert");

        await Eventually.TrueAsync(() => _status.Refusals.ContainsKey("Timeout"), "timeout", Text);
        _status.IsFailing.ShouldBeTrue();
        silence.Set();
        await EmptiedAsync();
        _log.Entries.ShouldContain(e => e.Id == TakesId);
    }

    [Fact]
    public async Task Alerts_OneTopicRefused_OthersGoOn()
    {
        await using var receiver = new WebhookReceiver();
        receiver.Answer = p => p.Topic == "bad/alert" ? "400 Bad Request" : "200 OK";
        await using var sender = await StartAsync(new(receiver.Url));
        List<string> bad = [_outbox.Add("bad/alert"), _outbox.Add("bad/alert")];
        List<string> good = [.. Enumerable.Range(0, 20).Select(_ => _outbox.Add("good/alert"))];

        await Eventually.TrueAsync(() => receiver.Taken.Count == 20, "the others", Text);
        receiver.Taken.Select(p => p.Text).ShouldBe(good);
        receiver.Posts.Where(p => p.Topic == "bad/alert").ShouldAllBe(p => p.Text == bad[0], "never past the one that is refused");
        receiver.Answer = _ => "200 OK";
        await EmptiedAsync();
        receiver.Taken.Where(p => p.Topic == "bad/alert").Select(p => p.Text).ShouldBe(bad);
    }

    [Fact]
    public async Task Alerts_Redirected_NotFollowed()
    {
        await using var elsewhere = new WebhookReceiver();
        await using var receiver = new WebhookReceiver();
        receiver.Answer = _ => $"307 Temporary Redirect\r\nLocation: {elsewhere.Url}";
        await using var sender = await StartAsync(new(receiver.Url));
        _outbox.Add("a/alert");

        await Eventually.TrueAsync(() => _status.Refusals.GetValueOrDefault("Status307") > 2, "refused", Text);
        elsewhere.Posts.ShouldBeEmpty();
        _outbox.Count.ShouldBe(1);
        _log.Entries.ShouldContain(e => e.Id == RefusedId && e.Text.Contains("set Url to the right address"));
    }

    [Fact]
    public async Task Alerts_ReceiverAsksForAPause_IsLeftAloneForIt()
    {
        await using var receiver = new WebhookReceiver();
        var posts = 0;
        List<long> stamps = [];
        receiver.Answer = _ =>
        {
            stamps.Add(Stopwatch.GetTimestamp());
            return Interlocked.Increment(ref posts) == 1 ? "503 Service Unavailable\r\nRetry-After: 2" : "200 OK";
        };
        await using var sender = await StartAsync(new(receiver.Url));
        _outbox.Add("a/alert");

        await EmptiedAsync();
        Stopwatch.GetElapsedTime(stamps[0], stamps[1]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1.9));
    }

    [Fact]
    public async Task Alerts_NobodyListensOrSecretIsMissing_KeptAndTakenOnceCorrected()
    {
        await using var receiver = new WebhookReceiver();
        string expected;
        await using (var sender = await StartAsync(new("http://127.0.0.1:1/"), secret: null))
        {
            expected = _outbox.Add("a/alert");
            await Eventually.TrueAsync(() => _status.Refusals.ContainsKey("File"), "no secret", Text);
            await File.WriteAllTextAsync(SecretFile, "none", TestContext.Current.CancellationToken);
            await Eventually.TrueAsync(() => _status.Refusals.ContainsKey("SecretFile"), "bad secret", Text);
            await File.WriteAllTextAsync(SecretFile, Secret, TestContext.Current.CancellationToken);
            await Eventually.TrueAsync(() => _status.Refusals.ContainsKey("ConnectionError"), "nobody listens", Text);
            _outbox.Count.ShouldBe(1);
        }

        await using var corrected = await StartAsync(new(receiver.Url));
        await EmptiedAsync();
        receiver.Taken.ShouldHaveSingleItem().Text.ShouldBe(expected);
    }

    [Fact]
    public async Task Alerts_StoreFails_TakenOnceItRecovers()
    {
        await using var receiver = new WebhookReceiver();
        (_outbox.Failures, _outbox.LostAcknowledgements) = (2, 1);
        var expected = _outbox.Add("a/alert");
        await using (var sender = await StartAsync(new(receiver.Url)))
        {
            await EmptiedAsync();
        }

        receiver.Taken.Select(p => p.Text).Distinct().ShouldHaveSingleItem().ShouldBe(expected);
        _log.Entries.Count(e => e.Level == LogLevel.Error).ShouldBe(3);
        _log.Entries.Clear();
    }

    [Fact]
    public async Task Alerts_OwnAuthority_OnlyItsReceiverGetsThem()
    {
        using var made = await Certificates.MakeAsync();
        using var others = await Certificates.MakeAsync();
        using var pem = X509Certificate2.CreateFromPemFile(made["mosquitto.pem"], made["mosquitto.key.pem"]);
        await using var receiver = new WebhookReceiver(pem);
        var ca = Path.Combine(_folder, "ca.pem");
        File.Copy(others["ca.pem"], ca);
        await using var sender = await StartAsync(new(receiver.Url), o => o with { CaFile = ca });
        var expected = _outbox.Add("a/alert");

        await Eventually.TrueAsync(() => _status.Refusals.ContainsKey("SecureConnectionError"), "not trusted", Text);
        receiver.Posts.ShouldBeEmpty();
        File.Copy(made["ca.pem"], ca, overwrite: true);
        await EmptiedAsync();
        receiver.Taken.ShouldHaveSingleItem().Text.ShouldBe(expected);
    }

    private async Task<Running> StartAsync(Uri url, Func<WebhookOptions, WebhookOptions>? with = null, string? secret = Secret)
    {
        if (secret is not null)
        {
            await File.WriteAllTextAsync(SecretFile, secret, TestContext.Current.CancellationToken);
        }

        var options = new WebhookOptions { Url = url, SecretFile = SecretFile, RetryMin = TimeSpan.FromMilliseconds(10), RetryMax = TimeSpan.FromMilliseconds(100) };
        options = with is null ? options : with(options);
        options.Errors().ShouldBeEmpty();
        var poster = new WebhookPoster(options, TimeProvider.System);
        var factory = LoggerFactory.Create(logging => logging.AddProvider(_log));
        var sender = new WebhookSender(_outbox, poster, options, _status, TimeProvider.System, new Random(1), factory.CreateLogger<WebhookSender>());
        await sender.StartAsync(TestContext.Current.CancellationToken);
        return new(sender, poster, factory);
    }

    private Task EmptiedAsync() => Eventually.TrueAsync(() => _outbox.Count == 0, "all are taken", Text);

    private string Text() => $"{_status.Delivered} taken, {string.Join(", ", _status.Refusals)}\n{string.Join('\n', _log.Entries)}";

    private sealed class Running(WebhookSender sender, WebhookPoster poster, ILoggerFactory factory) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await sender.StopAsync(CancellationToken.None);
            sender.Dispose();
            poster.Dispose();
            factory.Dispose();
        }
    }
}
