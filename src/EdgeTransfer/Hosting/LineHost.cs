using EdgeTransfer.Auditing;
using EdgeTransfer.Clocks;
using EdgeTransfer.Commands;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Golden;
using EdgeTransfer.Learning;
using EdgeTransfer.Messaging;
using EdgeTransfer.Monitoring;
using EdgeTransfer.Reviewing;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Alerts;
using EdgeTransfer.Storage.Audit;
using EdgeTransfer.Storage.Commands;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Files;
using EdgeTransfer.Storage.Golden;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Inspections;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Operators;
using EdgeTransfer.Storage.Policies;
using EdgeTransfer.Storage.Samples;
using EdgeTransfer.Storage.Stations;
using EdgeTransfer.Storage.Trainings;
using EdgeTransfer.Storage.Triggers;
using EdgeTransfer.Storage.Watching;
using EdgeTransfer.Thresholds;
using EdgeTransfer.Vision.Capturing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Hosting;

/// <summary>Wires the service. What can be wrong from outside (settings, database, sources) is refused here, before anything runs.</summary>
internal static class LineHost
{
    /// <summary>Builds the host, or says what is wrong, a line each.</summary>
    /// <param name="configuration">All sections.</param>
    /// <param name="logging">Where the log goes.</param>
    /// <param name="wrap">Puts a source of one's own around a station's; null leaves it.</param>
    public static Result<IHost> Build(IConfiguration configuration, Action<ILoggingBuilder> logging, Func<IFrameSource, IFrameSource>? wrap = null)
    {
        var settings = Settings.Read(configuration);
        if (!settings.IsOk)
        {
            return settings.Refusal;
        }

        var sources = OpenSources(settings.Value, wrap);
        if (!sources.IsOk)
        {
            return sources.Refusal;
        }

        var data = Path.GetFullPath(settings.Value.Device.DataFolder);
        var taken = FolderLock.Take(data);
        var database = taken.IsOk ? LineDatabase.Open(Path.Combine(data, "line.db")) : taken.Refusal;
        if (!database.IsOk)
        {
            taken.Value?.Dispose();
            foreach (var source in sources.Value.Values)
            {
                source.Dispose();
            }

            return database.Refusal;
        }

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(configuration);
        logging(builder.Logging);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = settings.Value.Device.StopWithin);
        builder.Services.AddSingleton(_ => taken.Value!).AddSingleton(_ => database.Value).AddSingleton(TimeProvider.System);
        AddServices(builder, settings.Value, data);
        AddStations(builder.Services, sources.Value, data);
        var host = builder.Build();
        _ = host.Services.GetRequiredService<FolderLock>(); // the container disposes what it has handed out
        return new Result<IHost>(host);
    }

    private static void AddServices(HostApplicationBuilder builder, Settings settings, string data)
    {
        var topics = new Topics(settings.Device.Site, settings.Device.Name);
        builder.Services
            .AddSingleton(settings.Device)
            .AddSingleton(settings.Learning)
            .AddSingleton(settings.Watch)
            .AddSingleton(topics)
            .AddSingleton<KernelClock>()
            .AddSingleton(p => new MessageWriter(p.GetRequiredService<TimeProvider>(), p.GetRequiredService<KernelClock>().Read))
            .AddSingleton(p => new OutboxStore(p.GetRequiredService<LineDatabase>(), settings.Device.OutboxLimits, webhook: settings.Webhook.Url is not null))
            .AddSingleton<IOutbox>(p => p.GetRequiredService<OutboxStore>())
            .AddSingleton<InspectionStore>()
            .AddSingleton<LabelStore>()
            .AddSingleton<OperatorStore>()
            .AddSingleton<AuditLog>()
            .AddSingleton<PolicyStore>()
            .AddSingleton(p => new SampleStore(p.GetRequiredService<LineDatabase>(), Path.Combine(data, "samples")))
            .AddSingleton<SampleEvictor>()
            .AddSingleton(p => new HeadFolders(Path.Combine(data, "heads"), p.GetRequiredService<TimeProvider>()))
            .AddSingleton<RecipeStore>()
            .AddSingleton<ServiceRestart>()
            .AddSingleton<RecipeHandler>()
            .AddSingleton(p => new StationSet(settings with { Stations = [.. settings.Stations.Select(f => Chosen(f, p))] }))
            .AddSingleton(settings.Inference)
            .AddSingleton<HeadRegistry>()
            .AddSingleton<ReplyStore>()
            .AddSingleton<HeadActivator>()
            .AddSingleton<SamplesBoard>()
            .AddSingleton<WatchStore>()
            .AddSingleton<ShadowHeads>()
            .AddSingleton<WatchJournal>()
            .AddSingleton<Func<IRollback?>>(p => p.GetService<IRollback>)
            .AddSingleton<Func<ITrialEnd?>>(p => p.GetService<ITrialEnd>)
            .AddSingleton<WatchKeeper>()
            .AddSingleton<HeadKeeper>()
            .AddSingleton<ITrials, Trials>()
            .AddSingleton<WatchStarter>()
            .AddSingleton<IHeadReferences, TrainingReferences>()
            .AddSingleton<GateNews>()
            .AddSingleton<Promotion>()
            .AddSingleton<ITrialEnd>(p => p.GetRequiredService<Promotion>())
            .AddSingleton<Rollbacks>()
            .AddSingleton<IRollback>(p => p.GetRequiredService<Rollbacks>())
            .AddSingleton<HeadHandler>()
            .AddSingleton<CommandBook>()
            .AddSingleton<HoldStore>()
            .AddSingleton<HoldHandler>()
            .AddSingleton<LabelsHandler>()
            .AddSingleton<ReviewHandler>()
            .AddSingleton<SnapshotHandler>()
            .AddSingleton<TrainingHandler>()
            .AddSingleton<TriggerHandler>()
            .AddSingleton<SampleRefresher>()
            .AddSingleton<HeadGrower>()
            .AddSingleton<PartBook>()
            .AddSingleton<ThresholdHandler>()
            .AddSingleton<LabelHandler>()
            .AddSingleton(p => new NearPairs(p.GetRequiredService<SnapshotReader>(), p.GetRequiredService<StationSet>().FeatureKeyOf))
            .AddSingleton<UnlabelledSamples>()
            .AddSingleton<ReviewDesk>()
            .AddSingleton<GoldenStore>()
            .AddSingleton<GoldenHandler>()
            .AddSingleton<ICommandHandler, CommandRouter>()
            .AddSingleton<Recorder>()
            .AddSingleton<AlertImages>()
            .AddSingleton<SampleKeeper>()
            .AddSingleton<TrainingStore>()
            .AddSingleton<SnapshotReader>()
            .AddSingleton<TrainingBell>()
            .AddSingleton<TrainingReports>()
            .AddSingleton<TrainingData>()
            .AddSingleton<ChallengerJudge>()
            .AddSingleton<TrainingRun>()
            .AddSingleton<TrainingResumer>()
            .AddSingleton<Trainer>();

        // Started in this order and stopped in reverse: stations first, then what drains them, the link to the broker last.
        builder.AddMessaging(topics).AddWebhook(settings.Webhook, p => p.GetRequiredService<OutboxStore>().Webhook!);
        builder.Services
            .AddHostedService<OutboxKeeper>()
            .AddHostedService(p => p.GetRequiredService<Recorder>())
            .AddHostedService(p => p.GetRequiredService<SampleKeeper>())
            .AddHostedService<RecipeRecorder>() // before the first part
            .AddHostedService<HeadRestorer>()
            .AddHostedService<LogHeadPublisher>()
            .AddHostedService<StateKeeper>()
            .AddHostedService<StatsPublisher>()
            .AddHostedService<HealthPublisher>()
            .AddHostedService<NameKeeper>()
            .AddHostedService(p => p.GetRequiredService<WatchKeeper>()) // after the head that it watches
            .AddHostedService(p => p.GetRequiredService<Trainer>()) // a training that goes on must find the champion
            .AddHostedService<TrainingScheduler>()
            .AddHostedService(p => p.GetRequiredService<SampleRefresher>());
    }

    /// <summary>The station by the recipe that was chosen last; one that its file has no more is told and given up.</summary>
    private static StationFile Chosen(StationFile file, IServiceProvider services)
    {
        if (services.GetRequiredService<RecipeStore>().Find(file.Station) is not { } recipe || recipe == file.Recipe.Product)
        {
            return file;
        }

        if (file.By(recipe) is { } chosen)
        {
            return chosen;
        }

        Log.RecipeGone(services.GetRequiredService<ILogger<RecipeHandler>>(), file.Station, recipe, file.Recipe.Product);
        return file;
    }

    private static void AddStations(IServiceCollection services, Dictionary<string, IFrameSource> sources, string data)
    {
        foreach (var (name, source) in sources)
        {
            services.AddSingleton<IHostedService>(p =>
            {
                var (stations, outbox, time) = (p.GetRequiredService<StationSet>(), p.GetRequiredService<OutboxStore>(), p.GetRequiredService<TimeProvider>());
                var station = stations.Find(name)!;
                p.GetRequiredService<HoldHandler>().Restore(station);
                var inspector = new Inspector(station, stations.ModelsOf(station), () => outbox.HoldsStations, time);
                var logger = p.GetRequiredService<ILogger<StationWorker>>();
                return new StationWorker(
                    station,
                    source,
                    new TriggerNumbers(p.GetRequiredService<LineDatabase>(), name, Path.Combine(data, "triggers")),
                    inspector,
                    new ShadowStep(station, inspector, p.GetRequiredService<WatchKeeper>().TryOffer, logger),
                    p.GetRequiredService<Recorder>(),
                    p.GetRequiredService<SampleKeeper>(),
                    time,
                    logger);
            });
        }
    }

    private static Result<Dictionary<string, IFrameSource>> OpenSources(Settings settings, Func<IFrameSource, IFrameSource>? wrap)
    {
        var sources = new Dictionary<string, IFrameSource>(StringComparer.Ordinal);
        List<string> errors = [];
        foreach (var station in settings.Stations)
        {
            var source = FrameSources.Open(station.Camera.Source, TimeProvider.System);
            if (source.IsOk)
            {
                sources[station.Station] = wrap is null ? source.Value : wrap(source.Value);
            }
            else
            {
                errors.Add($"Station {station.Station}: {source.Refusal.Message}");
            }
        }

        if (errors.Count == 0)
        {
            return sources;
        }

        foreach (var source in sources.Values)
        {
            source.Dispose();
        }

        return new Refusal(RefusalKind.Invalid, string.Join(Environment.NewLine, errors));
    }
}
