namespace EdgeTransfer.Testing;

/// <summary>A real mosquitto_sub: what an outsider sees.</summary>
public sealed class Watcher : IAsyncDisposable
{
    private const string Mark = "MSG ";

    private readonly ChildProcess _process;

    private Watcher(ChildProcess process) => _process = process;

    /// <summary>The messages so far, in order.</summary>
    public IReadOnlyList<(string Topic, bool Retained, string Payload)> Messages =>
        [.. _process.Lines.Where(l => l.StartsWith(Mark, StringComparison.Ordinal)).Select(Parse)];

    /// <summary>How often the broker has acknowledged its subscription: once more after each reconnect.</summary>
    public int Subscriptions => _process.Lines.Count(l => l.StartsWith("Subscribed", StringComparison.Ordinal));

    /// <summary>Subscribes with QoS 1 and waits for the broker's acknowledgement.</summary>
    public static async Task<Watcher> StartAsync(int port, string filter, params string[] options)
    {
        var process = new ChildProcess("stdbuf", ["-oL", "mosquitto_sub", "-V", "5", "-p", $"{port}", "-q", "1", "-d", "-F", Mark + "%r %t %p", "-t", filter, .. options]);
        var watcher = new Watcher(process);
        await Eventually.TrueAsync(() => watcher.Subscriptions > 0, $"subscribed to {filter}", watcher.Text);
        return watcher;
    }

    /// <summary>Until a message like this has come.</summary>
    public Task SeesAsync(Func<(string Topic, bool Retained, string Payload), bool> like, string what) =>
        Eventually.TrueAsync(() => Messages.Any(like), what, Text);

    /// <summary>All that it wrote.</summary>
    public string Text() => string.Join('\n', _process.Lines);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static (string Topic, bool Retained, string Payload) Parse(string line)
    {
        var parts = line[Mark.Length..].Split(' ', 3);
        return (parts[1], parts[0] == "1", parts[2]);
    }
}
