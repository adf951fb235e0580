using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Testing;
using EdgeTransfer.Vision.Simulation;

namespace EdgeTransfer.Tests.Line;

/// <summary>
/// A device's folder from which each test of a class makes its own: the first head, taught with good parts alone, judges; all parts are
/// labelled since, and a training of them passes its gate.
/// </summary>
public sealed class TaughtSeed : IAsyncLifetime
{
    private const int Good = 30;
    private const int Parts = 90;
    private const string Source = "sim:disc?seed=7&defects=0.6&from=30&size=128";

    private static readonly Recipe Small = new() { Product = LineFolder.Product, InputSize = 128 }; // what is shown does not depend on the size

    private LineFolder? _folder;

    /// <summary>The head that judges.</summary>
    internal string First { get; private set; } = "";

    /// <summary>SHA-256 of the tensors that a training on all labels gives when nothing comes between.</summary>
    internal string Expected { get; private set; } = "";

    /// <summary>The labels, in order.</summary>
    internal IReadOnlyList<string> Labels { get; private set; } = [];

    /// <summary>A folder of its own, with the mode automatic and a gate that these few parts can pass.</summary>
    /// <param name="brokerPort">Null: there is no broker.</param>
    /// <param name="training">When trainings begin by themselves; by default none does.</param>
    internal async Task<LineFolder> CopyAsync(int? brokerPort = null, TrainingSettings? training = null)
    {
        var copy = NewFolder(brokerPort);
        copy.SetSource(
            Source + "&period=300ms", Small, training, gate: new() { Mode = GateMode.Automatic, EscapeMargin = 0.5, FalseRejectMargin = 0.5, MaxUnsureDefects = 1 });
        await CopyAsync(_folder!.Data, copy.Data);
        return copy;
    }

    /// <summary>Copies data; images and features are written once, so a second name does.</summary>
    internal static async Task CopyAsync(string from, string to, bool link = true)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in Directory.EnumerateFileSystemEntries(from))
        {
            await using var copy = new ChildProcess("cp", [link && Path.GetFileName(entry) == "samples" ? "-al" : "-a", entry, to]);
            (await copy.ExitAsync()).ShouldBe(0, string.Join('\n', copy.Lines));
        }
    }

    /// <summary>Trains; how it ended.</summary>
    internal static async Task<(string Outcome, string Detail)> TrainAsync(RunningLine line, LineFolder folder)
    {
        var ended = folder.Query<long>("SELECT COUNT(*) FROM training WHERE state = 'ended'")[0];
        var models = line.Get<StationSet>().ModelsOf(line.Station).Value!;
        (await line.Get<Trainer>().TryStartAsync(new(line.Station, models, TrainingReason.OnDemand, null, "anna"))).ShouldBeNull();
        await Eventually.TrueAsync(() => folder.Query<long>("SELECT COUNT(*) FROM training WHERE state = 'ended'")[0] > ended, "the training ends", line.Log.ToString);
        return folder.Query<(string, string)>("SELECT outcome, detail FROM training ORDER BY rowid DESC LIMIT 1")[0];
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _folder = NewFolder(null);
        _folder.SetSource(Source, Small);
        await using (var line = await RunningLine.StartAsync(_folder, connected: false))
        {
            await line.PassAsync(Parts);
            var rows = _folder.Inspections();
            await LabelAsync(line, rows.Take(Good));
            (await TrainAsync(line, _folder)).Outcome.ShouldBe("waiting");
            First = _folder.Query<string>("SELECT version FROM head").ShouldHaveSingleItem();
            await ActivateAsync(line, First);
            await LabelAsync(line, rows.Skip(Good));
            await line.Get<SampleRefresher>().CompleteLabelledAsync(line.Station, line.Get<StationSet>().ModelsOf(line.Station).Value!, TestContext.Current.CancellationToken);
            await line.StopAsync();
        }

        Labels = _folder.Query<string>("SELECT id FROM label ORDER BY seq");
        Labels.Count.ShouldBe(Parts);
        using var copy = await CopyAsync();
        await using var again = await RunningLine.StartAsync(copy, connected: false);
        var (outcome, detail) = await TrainAsync(again, copy);
        outcome.ShouldBe("swapped", detail);
        Expected = HeadFolders.LoadFolder(Path.Combine(copy.Heads, again.Station.Slot.HeadVersion!)).Value!.Manifest.TensorsSha256;
        await again.StopAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static LineFolder NewFolder(int? brokerPort)
    {
        var folder = new LineFolder(Source, brokerPort ?? Mosquitto.FreePort());
        folder.Settings["Learning:BankRows"] = "128";
        folder.Settings["Learning:MaxPatches"] = "4000";
        folder.Settings["Watch:LatencyFactor"] = "100"; // a busy machine makes any head look slow
        return folder;
    }

    private static async Task LabelAsync(RunningLine line, IEnumerable<Row> rows)
    {
        var options = SimOptions.Parse(Source).Value!;
        foreach (var row in rows)
        {
            var truth = SimPart.Describe(options, SimPart.IndexOf(row.Origin)!.Value).DefectClass is null ? Label.Ok : "defect";
            var label = new Label(Guid.NewGuid(), row.PartId, truth, "anna", "mqtt", TimeProvider.System.GetUtcNow(), Verdict.NotInspected, row.Head);
            (await line.Get<LabelStore>().AppendAsync(label)).Refusal.ShouldBeNull();
        }
    }

    private static async Task ActivateAsync(RunningLine line, string version)
    {
        var warrant = Warrant.OfPerson(line.Get<HeadRegistry>().Candidate(LineFolder.Product, version)!, "anna", false, null).Warrant!;
        var policy = (await line.Activator.PolicyOfAsync(line.Station, version)).Value!;
        (await line.Activator.ActivateAsync(line.Station, line.Activator.Load(line.Station, version).Value!, policy, warrant)).ShouldBeNull();
    }
}
