using System.Net;
using System.Net.Sockets;

namespace EdgeTransfer.Testing;

/// <summary>A real mosquitto on a free loopback port with its own configuration; can be killed and started again.</summary>
public sealed class Mosquitto : IAsyncDisposable
{
    private readonly string _config;
    private ChildProcess? _process;

    private Mosquitto(string folder, int port, string config)
    {
        (Folder, Port, _config) = (folder, port, Path.Combine(folder, "mosquitto.conf"));
        File.WriteAllText(_config, $"""
            user {Environment.UserName}
            listener {port} 127.0.0.1
            log_dest stderr
            log_type all
            {config.Replace("{folder}", folder, StringComparison.Ordinal)}

            """);
    }

    /// <summary>Its temporary folder; <c>{folder}</c> in the configuration stands for it.</summary>
    public string Folder { get; }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>What it logged since its last start.</summary>
    public IReadOnlyList<string> Log => _process?.Lines ?? [];

    /// <summary>Writes the configuration and files, starts it and waits until it listens.</summary>
    public static async Task<Mosquitto> StartAsync(string config = "allow_anonymous true", params (string Name, string Text)[] files)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(files);
        var folder = Directory.CreateTempSubdirectory("mosquitto-").FullName;
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        }

        for (var attempt = 0; ; attempt++)
        {
            var broker = new Mosquitto(folder, FreePort(), config);
            if (await broker.TryStartAsync())
            {
                return broker;
            }

            // another process may have taken the port in between
            attempt.ShouldBeLessThan(5, string.Join('\n', broker.Log));
        }
    }

    /// <summary>A line of a password file, hashed by mosquitto_passwd.</summary>
    public static async Task<string> PasswordLineAsync(string user, string password)
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var tool = new ChildProcess("mosquitto_passwd", ["-b", "-c", file, user, password]);
            (await tool.ExitAsync()).ShouldBe(0);
            return await File.ReadAllTextAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A free loopback port.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => _process!.KillAsync();

    /// <summary>Starts it again on the same port with the same configuration.</summary>
    public async Task RestartAsync()
    {
        await _process!.DisposeAsync();
        (await TryStartAsync()).ShouldBeTrue(string.Join('\n', Log));
    }

    /// <summary>Replaces one of its files and lets it read passwords and access rules again.</summary>
    public async Task ReloadAsync(string name, string text)
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, name), text);
        await SignalAsync("HUP");
    }

    /// <summary>Lets it write its sessions and messages to the disk now (SIGUSR1), where the configuration has persistence.</summary>
    public async Task SaveAsync()
    {
        // its log tells when it begins; the file is there, by a rename, when it is done
        var file = new FileInfo(Path.Combine(Folder, "mosquitto.db"));
        var before = Written();
        await SignalAsync("USR1");
        await Eventually.TrueAsync(() => Written() is { } now && now != before, "the broker has saved", () => string.Join('\n', Log));

        DateTime? Written()
        {
            file.Refresh();
            return file.Exists ? file.LastWriteTimeUtc : null;
        }
    }

    /// <summary>Hangs it (SIGSTOP): connections stay, nothing is answered.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>Subscribes a watcher and waits until the broker has acknowledged it.</summary>
    public Task<Watcher> WatchAsync(string filter, params string[] options) => Watcher.StartAsync(Port, filter, options);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task SignalAsync(string name)
    {
        await using var signal = new ChildProcess("kill", [$"-{name}", $"{_process!.Id}"]);
        (await signal.ExitAsync()).ShouldBe(0);
    }

    private async Task<bool> TryStartAsync()
    {
        _process = new ChildProcess("mosquitto", ["-c", _config]);
        await Eventually.TrueAsync(() => _process.HasExited || Log.Any(l => l.EndsWith(" running", StringComparison.Ordinal)), "mosquitto runs", () => string.Join('\n', Log));
        return !_process.HasExited;
    }
}
