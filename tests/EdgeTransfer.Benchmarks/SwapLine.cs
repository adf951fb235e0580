using System.Text.Json;
using EdgeTransfer.Cli;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Demo;
using EdgeTransfer.Hosting;
using EdgeTransfer.Learning;
using EdgeTransfer.Messaging.Brokering;
using EdgeTransfer.Messaging.Operators;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Benchmarks;

/// <summary>The real host with a drawn line at full speed and a broker of its own, taught two heads by MQTT.</summary>
internal sealed class SwapLine : IAsyncDisposable
{
    private const int Taught = 60;

    /// <summary>Fewer than the sample keeper's queue holds, so that no sample is refused.</summary>
    private const int Portion = 15;

    private const string StationName = "top";
    private const string Root = "edgetransfer/bench/line/" + StationName;

    private readonly string _folder = Directory.CreateTempSubdirectory("edgetransfer-bench-").FullName;
    private IHost? _host;
    private Belt? _belt;
    private OperatorClient? _operator;

    public string Database => Path.Combine(_folder, "data", "line.db");

    public Station Station => _host!.Services.GetRequiredService<StationSet>().Find(StationName)!;

    public static async Task<(SwapLine Line, string[] Heads)> StartAsync()
    {
        var line = new SwapLine();
        await line.StartHostAsync();
        return (line, [await line.TeachAsync(0, Taught - 20), await line.TeachAsync(Taught - 20, Taught)]);
    }

    /// <summary>Lets the line run from here on.</summary>
    public void Run() => _belt!.Release(Taught);

    /// <summary>Until so many parts more have been due.</summary>
    public async Task PassAsync(long parts)
    {
        for (var until = Station.Tally.Triggers + parts; Station.Tally.Triggers < until;)
        {
            await Task.Delay(1);
        }
    }

    public Task SwapAsync(string head) => SendAsync("activate", CommandJson.Write(new ActivateCommand(Guid.NewGuid(), "bench", head)));

    /// <summary>Stops it, so that every part is written.</summary>
    public Task StopAsync() => _host!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (_operator is not null)
        {
            await _operator.DisposeAsync();
        }

        _host?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartHostAsync()
    {
        var file = Path.Combine(_folder, "station.json");
        var station = new StationFile
        {
            Schema = StationFile.CurrentSchema, Station = StationName, Camera = new("sim:disc?seed=7"), Recipe = new Recipe { Product = "disc" }, Gate = new() { Mode = GateMode.Approve },
        };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(station, JsonOut.Indented));
        var host = LineHost.Build(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Device:Site"] = "bench", ["Device:Name"] = "line", ["Device:DataFolder"] = Path.Combine(_folder, "data"), ["Device:StationFiles:0"] = file, ["Device:StopWithin"] = "00:01:00",
                ["Mqtt:Port"] = "0", ["Learning:RandomShare"] = "0", ["Learning:BankRows"] = "1024", ["Learning:MaxPatches"] = "12000", ["Learning:GrowOnOk"] = "false",
            }).Build(),
            logging => logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole(),
            source => _belt = new Belt(source));
        _host = host.Value ?? throw new InvalidOperationException(host.Refusal!.Message);
        _belt!.StopBefore(0);
        await _host.StartAsync();
        _operator = await OperatorClient.ConnectAsync(_host.Services.GetRequiredService<EmbeddedBroker>().Port, "none/#", (_, _) => Task.CompletedTask, CancellationToken.None);
        for (var part = 0; part < Taught; part += Portion)
        {
            _belt.StopBefore(part + Portion);
            _belt.Release(part);
            await StoreAsync(part, part + Portion);
        }
    }

    /// <summary>Until parts have their verdicts and their samples are written.</summary>
    private async Task StoreAsync(int from, int to)
    {
        while (Enum.GetValues<Verdict>().Sum(Station.Tally.Of) < to)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        await Task.Delay(TimeSpan.FromMilliseconds(200)); // the sample is offered after the verdict is counted
        for (var part = from + 1; part <= to; part++)
        {
            await _host!.Services.GetRequiredService<SampleKeeper>().StoredAsync($"{StationName}-{part}");
        }
    }

    /// <summary>Labels parts as good, trains, approves; the head.</summary>
    private async Task<string> TeachAsync(int from, int to)
    {
        for (var part = from + 1; part <= to; part++)
        {
            await SendAsync("label", CommandJson.Write(new LabelCommand(Guid.NewGuid(), $"{StationName}-{part}", "ok", "bench")));
        }

        await SendAsync("train", CommandJson.Write(new Core.Messages.TrainCommand(Guid.NewGuid(), "bench")));
        var registry = _host!.Services.GetRequiredService<HeadRegistry>();
        string? head;
        while ((head = registry.Status("disc").Waiting?.Version) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        await SwapAsync(head);
        return head;
    }

    private async Task SendAsync(string command, byte[] payload)
    {
        var reply = await _operator!.SendAsync($"{Root}/cmd/{command}", payload, CancellationToken.None);
        if (reply.Reason is not null)
        {
            throw new InvalidOperationException($"{command}: {reply.Reason} {reply.Detail}");
        }
    }
}
