using EdgeTransfer.Testing;

namespace EdgeTransfer.Messaging;

/// <summary>A real mosquitto with the files of <c>deploy/edge/mqtt</c>: only paths, ports and the names of the site are put in.</summary>
internal sealed class ShippedBroker : IAsyncDisposable
{
    private readonly string _config;
    private ChildProcess? _process;

    private ShippedBroker(string folder, int port, int tlsPort, string config) => (Folder, Port, TlsPort, _config) = (folder, port, tlsPort, config);

    public static string Mqtt { get; } = Path.Combine(Repository.Root, "deploy", "edge", "mqtt");

    public string Folder { get; }

    /// <summary>For users with passwords: <c>edge</c>, <c>operator</c>, <c>dashboard</c>, each with its own name as the password.</summary>
    public int Port { get; }

    /// <summary>For certificates.</summary>
    public int TlsPort { get; }

    public IReadOnlyList<string> Log => _process?.Lines ?? [];

    /// <param name="certificates">Its own and its authority's.</param>
    /// <param name="site">Where the site's broker listens; none: no bridge.</param>
    public static async Task<ShippedBroker> StartAsync(Certificates certificates, int? site = null)
    {
        var folder = Directory.CreateTempSubdirectory("shipped-").FullName;
        foreach (var name in new[] { "data", "broker.d", "certs" })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        foreach (var file in Directory.GetFiles(certificates.Folder))
        {
            File.Copy(file, Path.Combine(folder, "certs", Path.GetFileName(file)));
        }

        List<string> users = [];
        foreach (var user in new[] { "edge", "operator", "dashboard" })
        {
            users.Add(await Mosquitto.PasswordLineAsync(user, user));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "passwords"), string.Concat(users));
        var (port, tlsPort) = (Mosquitto.FreePort(), Mosquitto.FreePort());
        var config = Path.Combine(folder, "mosquitto.conf");
        Put("mosquitto.conf", config, [("listener 1883\n", $"listener {port} 127.0.0.1\n"), ("/mosquitto/data/", $"{folder}/data/")], $"user {Environment.UserName}\n");
        Put("acl", Path.Combine(folder, "acl"), [("edgetransfer/site/edge", Device.Topics.Root)]);
        Put("tls.conf", Path.Combine(folder, "broker.d", "tls.conf"), [("listener 8883\n", $"listener {tlsPort} 127.0.0.1\n")]);
        if (site is not null)
        {
            Put("bridge.conf", Path.Combine(folder, "broker.d", "bridge.conf"), [("address site-broker:8883", $"address 127.0.0.1:{site}"), ("edgetransfer/site/edge", Device.Topics.Root)]);
        }

        var broker = new ShippedBroker(folder, port, tlsPort, config);
        await broker.RunAsync();
        return broker;

        void Put(string name, string to, (string From, string To)[] changes, string before = "")
        {
            var text = File.ReadAllText(Path.Combine(Mqtt, name));
            foreach (var (from, by) in changes)
            {
                text.ShouldContain(from);
                text = text.Replace(from, by, StringComparison.Ordinal);
            }

            File.WriteAllText(to, before + text.Replace("/mosquitto/config", folder, StringComparison.Ordinal));
        }
    }

    /// <summary>Ends it: by a signal that it can answer by writing its database, or as a power cut would.</summary>
    public async Task KillAsync(bool hard = true)
    {
        if (hard)
        {
            await _process!.KillAsync();
            return;
        }

        await using var signal = new ChildProcess("kill", ["-TERM", $"{_process!.Id}"]);
        await _process.ExitAsync();
    }

    public async Task RestartAsync()
    {
        await _process!.DisposeAsync();
        await RunAsync();
    }

    /// <summary>Watches by TLS, as a client whose certificate this is.</summary>
    public Task<Watcher> WatchAsync(Certificates certificates, string client, string filter, params string[] options) =>
        Watcher.StartAsync(TlsPort, filter, [.. certificates.Options(client), .. options]);

    /// <summary>Publishes by TLS; what mosquitto_pub said.</summary>
    public async Task<string> PublishAsync(Certificates certificates, string client, string topic, string payload)
    {
        await using var tool = new ChildProcess(
            "mosquitto_pub", ["-V", "5", "-q", "1", "-p", $"{TlsPort}", .. certificates.Options(client), "-t", topic, "-m", payload]);
        await tool.ExitAsync();
        return string.Join('\n', tool.Lines);
    }

    public string Text() => string.Join('\n', Log);

    public async ValueTask DisposeAsync()
    {
        await _process!.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task RunAsync()
    {
        _process = new ChildProcess("mosquitto", ["-c", _config]);
        await Eventually.TrueAsync(() => _process.HasExited || Log.Any(l => l.EndsWith(" running", StringComparison.Ordinal)), "mosquitto runs", Text);
        _process.HasExited.ShouldBeFalse(Text());
    }
}
