using System.Text.Json;
using System.Threading.Channels;
using EdgeTransfer.Cli;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Demo;
using EdgeTransfer.Hosting;
using EdgeTransfer.Messaging.Brokering;
using EdgeTransfer.Messaging.Operators;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Inspections;
using EdgeTransfer.Storage.Policies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Benchmarks;

/// <summary>The real service on a folder of images, with an operator at the other end of MQTT; a part passes when it is let go.</summary>
internal sealed class StreamLine : IAsyncDisposable
{
    private const string By = "operator";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("edgetransfer-bench-").FullName;
    private readonly Topics _topics = new("bench", "line");
    private readonly Channel<PartReport> _inspections = Channel.CreateUnbounded<PartReport>();
    private readonly Channel<TrainingMessage> _trainings = Channel.CreateUnbounded<TrainingMessage>();
    private readonly GrowthLog _growths = new();
    private int _rolledBack;
    private IHost? _host;
    private Belt? _belt;
    private OperatorClient? _operator;

    /// <summary>What the station is.</summary>
    public StationFile File { get; }

    /// <summary>Times that the device went back by itself.</summary>
    public int RolledBack => Volatile.Read(ref _rolledBack);

    private StreamLine(IReadOnlyList<StreamPart> parts)
    {
        var images = Directory.CreateDirectory(Path.Combine(_folder, "images")).FullName;
        foreach (var (i, part) in parts.Index())
        {
            System.IO.File.CreateSymbolicLink(Path.Combine(images, NameOf(i)), Path.GetFullPath(part.File)); // the name must not tell the class
        }

        File = new() { Schema = StationFile.CurrentSchema, Station = "top", Camera = new($"folder:{images}"), Recipe = new Recipe { Product = "tile" } };
    }

    public static async Task<StreamLine> StartAsync(IReadOnlyList<StreamPart> parts)
    {
        var line = new StreamLine(parts);
        await line.StartHostAsync(parts.Count);
        return line;
    }

    /// <summary>Lets the next part pass; its inspection, as it comes over MQTT.</summary>
    public async Task<PartReport> InspectAsync(int part)
    {
        _belt!.Release(part);
        var inspection = await _inspections.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        return inspection.Trigger == part + 1 && Path.GetFileName(inspection.Origin) == NameOf(part)
            ? inspection
            : throw new InvalidOperationException($"Part {part} came as trigger {inspection.Trigger} of {inspection.Origin}.");
    }

    /// <summary>Labels a part, and waits until it is learnt where the device learns it at once.</summary>
    /// <returns>Whether it was learnt at once; null where that was not tried.</returns>
    public async Task<bool?> LabelAsync(PartReport inspection, string label)
    {
        var detail = await SendAsync("label", CommandJson.Write(new LabelCommand(Guid.NewGuid(), inspection.PartId, label, By)));
        return detail.Contains("learnt at once", StringComparison.Ordinal) ? (await _growths.NextAsync().WaitAsync(Patience)).Grown : null;
    }

    /// <summary>
    /// Trains, and approves what waits for a person. Where the gate says no the operator overrides when nothing judges yet, or when the
    /// new head misses fewer held-out defects than the one that judges; any other he leaves. He moves the pin to a head that misses fewer
    /// than the pinned one.
    /// </summary>
    public async Task<StreamTraining> TrainAsync()
    {
        await SendAsync("train", CommandJson.Write(new Core.Messages.TrainCommand(Guid.NewGuid(), By)));
        var training = await _trainings.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        var ruling = training switch
        {
            { Outcome: "waiting" } => "approved",
            { Outcome: "not_passed", Gate: { } gate } when gate.Champion is null || gate.Challenger.Escapes < gate.Champion.Escapes => "overridden",
            _ => "left",
        };
        if (ruling != "left")
        {
            var (isOverride, reason) = ruling == "overridden" ? (true, "It misses fewer held-out defects, or nothing judges.") : (false, null);
            await SendAsync("activate", CommandJson.Write(new ActivateCommand(Guid.NewGuid(), By, training.Head, reason, isOverride)));
            if (training.Gate is { Escapes: { Paired: true } escapes } && escapes.Favourable > escapes.Adverse)
            {
                await SendAsync("pin", CommandJson.Write(new PinCommand(Guid.NewGuid(), By, training.Head!, "It misses fewer held-out defects.")));
                ruling += ", pinned";
            }
        }

        return new(training.Outcome!, ruling, training.Detail, training.Gate);
    }

    /// <summary>The head that is pinned, and its policy.</summary>
    public async Task<(StoredHead Head, Policy Policy)> PinnedAsync()
    {
        var (product, services) = (File.Recipe.Product, _host!.Services);
        var version = services.GetRequiredService<HeadRegistry>().Status(product).Pinned!;
        var row = await services.GetRequiredService<PolicyStore>().LatestAsync(product, version);
        return (services.GetRequiredService<HeadFolders>().Load(product, version).Value!, JsonSerializer.Deserialize(row!.Json, MessageJson.Default.Policy)!);
    }

    /// <summary>How many inspections are recorded, and how many of them without a verdict of a head.</summary>
    public async Task<(long Recorded, long NotInspected)> CountAsync()
    {
        var counts = await _host!.Services.GetRequiredService<InspectionStore>().CountAsync(File.Station);
        return (counts.Values.Sum(), counts.Where(c => c.Key.Verdict == Verdict.NotInspected).Sum(c => c.Value));
    }

    public async ValueTask DisposeAsync()
    {
        if (_operator is not null)
        {
            await _operator.DisposeAsync();
        }

        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string NameOf(int part) => FormattableString.Invariant($"{part:00000}.jpg");

    private async Task StartHostAsync(int parts)
    {
        var file = Path.Combine(_folder, "station.json");
        await System.IO.File.WriteAllTextAsync(file, JsonSerializer.Serialize(File, JsonOut.Indented));
        _host = LineHost.Build(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Device:Site"] = "bench", ["Device:Name"] = "line", ["Device:DataFolder"] = Path.Combine(_folder, "data"), ["Device:StationFiles:0"] = file, ["Device:StopWithin"] = "00:01:00",
                ["Mqtt:Port"] = "0", ["Learning:RandomShare"] = "1",
                ["Watch:LatencyFactor"] = "100", // times are not measured here, and other work on the machine must change no verdict
            }).Build(),
            logging => logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole().AddProvider(_growths).AddFilter<GrowthLog>(GrowthLog.Category, LogLevel.Information),
            source => _belt = new Belt(source)).Value ?? throw new InvalidOperationException("The service cannot be built.");
        for (var part = 0; part < parts; part++)
        {
            _belt!.StopBefore(part);
        }

        await _host.StartAsync();
        _operator = await OperatorClient.ConnectAsync(
            _host.Services.GetRequiredService<EmbeddedBroker>().Port, $"{_topics.Root}/{File.Station}/+", ReceiveAsync, CancellationToken.None);
    }

    private Task ReceiveAsync(string topic, ReadOnlyMemory<byte> payload)
    {
        try
        {
            Receive(topic, payload.Span);
        }
        catch (Exception e)
        {
            // The MQTT library would swallow it: who waits must not wait for ever.
            _inspections.Writer.TryComplete(e);
            _trainings.Writer.TryComplete(e);
        }

        return Task.CompletedTask;
    }

    private void Receive(string topic, ReadOnlySpan<byte> payload)
    {
        if (topic == _topics.Inspection(File.Station))
        {
            _inspections.Writer.TryWrite(JsonSerializer.Deserialize(payload, MessageJson.Default.InspectionMessage)!.Part);
        }
        else if (topic == _topics.Training(File.Station) && JsonSerializer.Deserialize(payload, MessageJson.Default.TrainingMessage) is { Outcome: not null } training)
        {
            _trainings.Writer.TryWrite(training);
        }
        else if (topic == _topics.Watch(File.Station) && JsonSerializer.Deserialize(payload, MessageJson.Default.WatchMessage) is { Decision: WatchDecision.RollBack } watch)
        {
            Interlocked.Increment(ref _rolledBack);
            Console.Error.WriteLine($"  rolled back: {watch.Sentence}");
        }
    }

    private async Task<string> SendAsync(string command, byte[] payload)
    {
        var reply = await _operator!.SendAsync($"{_topics.Root}/{File.Station}/cmd/{command}", payload, CancellationToken.None);
        return reply.Reason is null ? reply.Detail : throw new InvalidOperationException($"{command}: {reply.Reason} {reply.Detail}");
    }
}
