using System.Text.Json;
using EdgeTransfer.Cli;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Hosting;
using EdgeTransfer.Learning;
using EdgeTransfer.Messaging.Brokering;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Alerts;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Inspections;
using EdgeTransfer.Vision.Simulation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Demo;

/// <summary>One run of the demo: the real service on drawn parts, with a scripted operator at the other end of MQTT.</summary>
internal static class DemoRun
{
    private const string StationName = "top";
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);

    public static async Task<DemoResult> RunAsync(DemoPlan plan, string data, Func<Station, DemoBook, Task, Task> show, CancellationToken cancellation)
    {
        Belt? belt = null;
        using var host = LineHost.Build(
            await ConfigureAsync(plan, data, cancellation),
            logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(o => o.SingleLine = true),
            source => belt = new Belt(source)).OrFail();
        var services = host.Services;
        belt!.StopBefore(0);
        await host.StartAsync(cancellation);

        var station = services.GetRequiredService<StationSet>().Find(StationName)!;
        var book = new DemoBook();
        await using var scripted = new DemoOperator(plan, SimOptions.Parse(plan.Source).OrFail(), belt, book, services.GetRequiredService<Topics>(), StationName);
        var port = services.GetRequiredService<EmbeddedBroker>().Port;
        DemoResult result;
        try
        {
            await show(station, book, WorkAsync());
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && plan.Parts is null)
        {
            // An endless demo is ended by Ctrl-C; its counts are still told.
        }

        finally
        {
            await DrainAsync(services, station);
            result = await ResultAsync(services, station, book);
            await host.StopAsync(CancellationToken.None);
        }

        return result;

        async Task WorkAsync()
        {
            await scripted.RunAsync(port, cancellation);
            await station.Finished.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Draws the table until the work is done; a line now and then where there is no terminal.</summary>
    public static async Task ShowAsync(Station station, DemoBook book, Task work)
    {
        if (Console.IsOutputRedirected)
        {
            for (var phase = ""; !work.IsCompleted; await Task.WhenAny(work, Task.Delay(Redraw)))
            {
                if (book.Phase != phase)
                {
                    phase = book.Phase;
                    Console.Error.WriteLine(DemoTable.Line(station, book));
                }
            }
        }
        else
        {
            await Spectre.Console.AnsiConsole.Live(DemoTable.Draw(station, book)).StartAsync(async live =>
            {
                while (!work.IsCompleted)
                {
                    await Task.WhenAny(work, Task.Delay(Redraw));
                    live.UpdateTarget(DemoTable.Draw(station, book));
                }
            });
        }

        await work;
    }

    /// <summary>Writes the station file and gives the settings of a device with an embedded broker.</summary>
    private static async Task<IConfiguration> ConfigureAsync(DemoPlan plan, string data, CancellationToken cancellation)
    {
        Directory.CreateDirectory(data);
        var file = Path.Combine(data, "station.json");
        var station = new StationFile
        {
            Schema = StationFile.CurrentSchema, Station = StationName, Camera = new(plan.Source), Recipe = new Recipe { Product = "disc" },
        };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(station, JsonOut.Indented), cancellation);
        return new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Device:Site"] = "demo",
            ["Device:Name"] = "line",
            ["Device:DataFolder"] = data,
            ["Device:StationFiles:0"] = file,
            ["Mqtt:Port"] = "0",
            ["Learning:RandomShare"] = "1",
            ["Learning:GrowOnOk"] = "false", // it shows two heads, before and after
        }).Build();
    }

    /// <summary>Waits until every verdict is written and every alert has gone out, but not for ever.</summary>
    private static async Task DrainAsync(IServiceProvider services, Station station)
    {
        var (store, outbox) = (services.GetRequiredService<InspectionStore>(), services.GetRequiredService<OutboxStore>());
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var recorded = await store.CountAsync(station.Name);
            if (recorded.Values.Sum() == station.Tally.Triggers && outbox.Count == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private static async Task<DemoResult> ResultAsync(IServiceProvider services, Station station, DemoBook book)
    {
        var (recorded, trainer) = (await services.GetRequiredService<InspectionStore>().CountAsync(station.Name), services.GetRequiredService<Trainer>());
        return new(
            station.Tally.Triggers,
            Enum.GetValues<Verdict>().ToDictionary(v => Words.Of(v), v => recorded.Where(r => r.Key.Verdict == v).Sum(r => r.Value)),
            recorded.Where(r => r.Key.Verdict == Verdict.NotInspected).ToDictionary(r => Words.Of(r.Key.Reason), r => r.Value),
            book.Alerts, book.Labels, trainer.Trainings, services.GetRequiredService<HeadRegistry>().History(station.Recipe.Product).Count,
            [.. book.Rates.Select(r => r.Head)], book.Rates.Sum(r => r.Escapes), book.Rates.Sum(r => r.FalseRejects),
            station.Latency.Quantile(0.5), station.Latency.Quantile(0.99), book.Rates);
    }
}
