using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Evaluating;

namespace EdgeTransfer.Tests.Line;

/// <summary>A test's own copy of the taught line, with a broker, an operator, and images to come.</summary>
internal sealed class OwnLine : IAsyncDisposable
{
    private OwnLine(Mosquitto broker, Watcher watcher, LineFolder folder) => (Broker, Watcher, Folder) = (broker, watcher, folder);

    public Watcher Watcher { get; }

    public LineFolder Folder { get; }

    public RunningLine Line { get; private set; } = null!;

    public Operator Anna => new(Broker.Port);

    public ModelMessage Model => Watcher.Model()!;

    private Mosquitto Broker { get; }

    /// <summary>Copies the taught line and starts it before these images, which come again and again.</summary>
    public static async Task<OwnLine> StartAsync(TaughtLine taught, GateSettings gate, params IEnumerable<byte[]> images)
    {
        var broker = await Mosquitto.StartAsync();
        var folder = taught.Folder.Copy("folder:.", broker.Port, gate);
        var shown = folder.NewFolder("shown");
        foreach (var (n, image) in images.DefaultIfEmpty((await Drawn.GoodAsync(1, seed: 4))[0]).Index())
        {
            await File.WriteAllBytesAsync(Path.Combine(shown, $"{n:D3}.png"), image);
        }

        folder.SetSource($"folder:{shown}");

        // Times of a machine that runs tests say nothing of a head.
        folder.Settings["Watch:LatencyFactor"] = "100";
        folder.Settings["Watch:LatencySlack"] = "00:00:30";
        var own = new OwnLine(broker, await broker.WatchAsync(LineFolder.Root + "/#"), folder);
        await own.OpenAsync();
        return own;
    }

    /// <summary>Stops the service in good order and starts it again.</summary>
    public async Task RestartAsync()
    {
        await Line.StopAsync();
        await Line.DisposeAsync();
        await OpenAsync();
    }

    /// <summary>Lets parts pass one at a time, so that the silent head skips none; their rows.</summary>
    public async Task<IReadOnlyList<Row>> PassSinglyAsync(int parts)
    {
        for (var n = 0; n < parts; n++)
        {
            await Line.PassAsync(1);
        }

        return [.. Folder.Inspections().TakeLast(parts)];
    }

    public Task ToldAsync(Func<ModelMessage, bool> holds, string what) => Eventually.TrueAsync(() => Watcher.Model() is { } model && holds(model), what, () => $"{Watcher.Text()}\n{Line.Log}");

    /// <summary>Until an entry has been logged so often.</summary>
    public Task LoggedAsync(int id, int times) => Eventually.TrueAsync(() => Line.Log.Of(id).Count() >= times, $"{times} entries {id} are logged", Line.Log.ToString);

    /// <summary>A limit that every lockbox defect of the taught line scores above.</summary>
    public double BelowDefects(TaughtLine taught) => Line.Scores(taught.First, taught.Defects)[0].Ng - 0.01;

    public string State(string head) => Folder.Query<string>($"SELECT state FROM head WHERE version = '{head}'").ShouldHaveSingleItem();

    /// <summary>Takes image and features of a part away, as a bad disk does.</summary>
    public void RemoveFiles(string part) =>
        Directory.GetFiles(Path.Combine(Folder.Data, "samples"), part + ".*", SearchOption.AllDirectories).ToList().ForEach(File.Delete);

    /// <summary>Folders of heads on the disk.</summary>
    public IReadOnlyList<string> Stored() => [.. Directory.GetDirectories(Folder.Heads).Select(d => Path.GetFileName(d)!)];

    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        Folder.Dispose();
        await Watcher.DisposeAsync();
        await Broker.DisposeAsync();
    }

    private async Task OpenAsync() => Line = await RunningLine.StartAsync(Folder);
}
