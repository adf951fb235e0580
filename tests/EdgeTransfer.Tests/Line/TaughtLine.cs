using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Evaluating;

namespace EdgeTransfer.Tests.Line;

/// <summary>
/// A line that was taught once, for all tests of a collection; each works on a copy. The lockbox has defects and good parts, what was learnt
/// is good, and the first head judges and is pinned.
/// </summary>
public sealed class TaughtLine : IAsyncLifetime
{
    /// <summary>Parts of each kind in the lockbox: enough for a gate with a wide margin.</summary>
    public const int HeldOut = 8;

    private const int Learnt = 30;

    private LineFolder? _folder;

    internal LineFolder Folder => _folder!;

    /// <summary>The head that judges.</summary>
    public string First { get; private set; } = "";

    /// <summary>Defects of the lockbox.</summary>
    public IReadOnlyList<string> Defects { get; private set; } = [];

    /// <summary>Good parts of the lockbox.</summary>
    public IReadOnlyList<string> Good { get; private set; } = [];

    /// <summary>Good parts that the first head has learnt.</summary>
    public IReadOnlyList<string> Taught { get; private set; } = [];

    /// <summary>Wide margins, so that so few parts are enough.</summary>
    internal static GateSettings WideGate => new() { EscapeMargin = 0.5, FalseRejectMargin = 0.5 };

    /// <summary>Samples that it has learnt from.</summary>
    public int Samples { get; private set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        _folder = new LineFolder("folder:.", broker.Port);
        var images = Folder.NewFolder("images");
        var parts = await DrawAsync(images);
        Folder.SetSource($"folder:{images}");
        var anna = new Operator(broker.Port);
        await using var line = await RunningLine.StartAsync(Folder);
        await line.PassAsync(parts);
        await anna.LabelAllAsync([.. Defects.Select(p => (p, "dent")), .. Good.Concat(Taught).Select(p => (p, "ok"))]);
        (await anna.AskTrainAsync()).ShouldBeAccepted();
        var training = await watcher.TrainingAsync(1);
        await anna.ApproveAsync(training);
        (First, Samples) = (training.Head!, training.Samples);
        await line.StopAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Which part lies in the lockbox is known beforehand, so what it shows can be chosen.</summary>
    /// <returns>How many parts there are; the last ones outside the lockbox are not labelled.</returns>
    private async Task<int> DrawAsync(string images)
    {
        List<string> defects = [], good = [], taught = [];
        var drawn = await Drawn.GoodAsync((2 * HeldOut) + Learnt);
        var n = 0;
        while (defects.Count < HeldOut || good.Count < HeldOut || taught.Count < Learnt)
        {
            var part = $"{LineFolder.Station}-{++n}";
            var kind = !Lockbox.Holds(part) ? taught : defects.Count > good.Count ? good : defects;
            var image = drawn[(defects.Count + good.Count + taught.Count) % drawn.Length];
            if (kind != taught || taught.Count < Learnt)
            {
                kind.Add(part);
            }

            await File.WriteAllBytesAsync(Path.Combine(images, $"{n:D3}.png"), kind == defects ? Drawn.Ruined(image) : image);
        }

        (Defects, Good, Taught) = (defects, good, taught);
        return n;
    }
}
