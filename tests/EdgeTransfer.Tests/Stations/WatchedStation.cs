using System.Buffers;
using System.Text.Json;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Inference;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Alerts;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;
using EdgeTransfer.Storage.Watching;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Cli;
using EdgeTransfer.Tests.Line;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Tests.Stations;

/// <summary>
/// One station with its real inspector, silent head, keeper, database and stored heads; parts are plain or odd, and every head passes
/// plain ones. <see cref="RestartAsync"/> makes new objects over the same files.
/// </summary>
internal sealed class WatchedStation : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private LineDatabase _database = null!;
    private OutboxStore _outbox = null!;
    private StationSet _stations = null!;
    private PolicyStore _policies = null!;
    private HeadFolders _heads = null!;
    private Inspector _inspector = null!;
    private ShadowStep _step = null!;
    private long _trigger;

    private WatchedStation()
    {
    }

    public Station Station { get; private set; } = null!;

    public WatchKeeper Keeper { get; private set; } = null!;

    public WatchStore Store { get; private set; } = null!;

    public FakeActivator Activator { get; } = new();

    public HeardLink Link { get; } = new();

    public FakeTimeProvider Time { get; } = new(new(2026, 5, 4, 6, 0, 0, TimeSpan.Zero));

    public CollectedLog Log { get; } = new();

    /// <summary>What silent heads said, in order.</summary>
    public List<ShadowOutcome> Offered { get; } = [];

    /// <summary>Whether the keeper takes nothing, as when its queue is full.</summary>
    public bool IsFull { get; set; }

    /// <summary>What the watch topic said, in order.</summary>
    public IReadOnlyList<WatchMessage> Told =>
        [.. Link.Heard.Where(m => m.Topic == "edgetransfer/hall/edge/top/watch").Select(m => JsonSerializer.Deserialize(m.Payload, MessageJson.Default.WatchMessage)!)];

    public static async Task<WatchedStation> StartAsync()
    {
        var line = new WatchedStation();
        await line.OpenAsync();
        return line;
    }

    public async Task RestartAsync(string active)
    {
        await CloseAsync();
        await OpenAsync(active);
    }

    /// <summary>Stores a head and its policy.</summary>
    /// <param name="passesOdd">Whether it passes odd parts.</param>
    /// <param name="origin">Tells heads apart.</param>
    public async Task<string> StoreAsync(bool passesOdd, string origin)
    {
        var saved = _heads.Save(Manifest(origin), Whole().ToTensors());
        var policy = new Policy { Version = "p-" + saved.Version, Head = saved.Version, UnsureFrom = passesOdd ? 1e30 : Between(), NgFrom = 1e30, Method = "test" };
        await _policies.AppendAsync(new("disc", policy.Version, saved.Version, JsonSerializer.Serialize(policy, MessageJson.Default.Policy), "test", Time.GetUtcNow()));
        return saved.Version;
    }

    /// <summary>Lays another policy on a stored head.</summary>
    public Task LayAsync(string version)
    {
        var policy = Passing(version) with { Version = $"p-{version}-2" };
        return _policies.AppendAsync(new("disc", policy.Version, version, JsonSerializer.Serialize(policy, MessageJson.Default.Policy), "test", Time.GetUtcNow()));
    }

    /// <summary>SQL that does not come from the stores.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Path("line.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A stored head with its policy; the caller owns it.</summary>
    public async Task<(ServedHead Head, Policy Policy)> LoadAsync(string version) =>
        (await new ShadowHeads(_heads, _policies).LoadAsync(Station, version, "p-" + version)).OrShow();

    /// <summary>Makes a stored head judge.</summary>
    public async Task ActivateAsync(string version)
    {
        var (head, policy) = await LoadAsync(version);
        Station.Slot.Publish(head, policy);
    }

    /// <summary>Swaps, and begins to watch.</summary>
    public async Task SwapAsync(string from, string to, Prediction passed, Prediction rejected, WatchOptions? options = null)
    {
        await ActivateAsync(to);
        var (previous, policy) = await LoadAsync(from);
        await Keeper.WatchAsync(Station, new(to, "p-" + to, from, "p-" + from, passed, rejected, Time.GetUtcNow()), options ?? new(), previous, policy);
    }

    /// <summary>A head that fails on every part.</summary>
    public ServedHead Broken(string version)
    {
        var whole = Whole();
        return new(Manifest("broken") with { Version = version }, whole with { Anomaly = new(whole.Anomaly.Mean[1..], whole.Anomaly.Projection, whole.Anomaly.Bank) });
    }

    public static Policy Passing(string head) => new() { Version = "p-" + head, Head = head, UnsureFrom = 1e30, NgFrom = 1e30, Method = "test" };

    /// <summary>A part from capture to the silent head, as the judge loop does it.</summary>
    public (Inspection Inspection, bool Disagrees) Pass(bool odd = false, int waiting = 0)
    {
        var part = Part(++_trigger, odd);
        Inspection inspection;
        try
        {
            inspection = _inspector.Inspect(part);
        }
        catch (Exception e)
        {
            inspection = _inspector.NotInspected(part, NotInspectedReason.Fault, e.Message);
        }

        return (inspection, _step.Run(inspection, waiting));
    }

    /// <summary>A part of which not even features can be computed.</summary>
    public void PassUnreadable()
    {
        var part = Part(++_trigger, odd: false, bytes: 3);
        Should.Throw<Exception>(() => _inspector.Inspect(part));
        _step.Run(_inspector.NotInspected(part, NotInspectedReason.Fault, "cut off"), waiting: 0);
    }

    /// <summary>Until the keeper has taken in what was offered, and written it.</summary>
    public async Task WrittenAsync(Func<Task<bool>> holds, string what)
    {
        for (var i = 0; i < 2000; i++)
        {
            if (await holds())
            {
                return;
            }

            Time.Advance(WatchKeeper.Tick);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"Never: {what}.{Environment.NewLine}{Log}");
    }

    public async Task<IReadOnlyList<AlertMessage>> AlertsAsync() =>
        [.. (await _outbox.PeekAsync(100, [], TestContext.Current.CancellationToken)).Select(m => JsonSerializer.Deserialize(m.Payload, MessageJson.Default.AlertMessage)!)];

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    private async Task OpenAsync(string? active = null)
    {
        var file = new StationFile { Schema = StationFile.CurrentSchema, Station = "top", Camera = new("sim:disc"), Recipe = new Recipe { Product = "disc", InputSize = 64 } };
        _stations = new(new Settings(new(), [file], new(), new(), new InferenceOptions { ModelsFolder = Repository.Models }, new(), new()));
        Station = _stations.Find("top")!;
        _database = LineDatabase.Open(_folder.Path("line.db")).OrShow();
        _outbox = new(_database, new() { Count = 1000 });
        (Store, _policies, _heads) = (new(_database, _outbox), new(_database), new(Path.Combine(_folder.Root, "heads"), Time));
        var journal = new WatchJournal(Store, Link, new MessageWriter(Time, () => default), new Topics("hall", "edge"), Time, new Logger<WatchJournal>(new Loggers(Log)));
        Keeper = new(_stations, Store, journal, new(_heads, _policies), () => Activator, () => Activator, Time, new Logger<WatchKeeper>(new Loggers(Log)));
        _inspector = new(Station, _stations.ModelsOf(Station), () => false, Time); // by a clock that stands still no head is slow
        _step = new(Station, _inspector, Offer, Log);
        if (active is not null)
        {
            await ActivateAsync(active);
        }

        await Keeper.StartAsync(TestContext.Current.CancellationToken);
    }

    private async Task CloseAsync()
    {
        await Keeper.StopAsync(CancellationToken.None);
        Keeper.Dispose();
        _inspector.Dispose();
        _stations.Dispose();
        _outbox.Dispose();
        _database.Dispose();
    }

    private bool Offer(ShadowOutcome outcome)
    {
        Offered.Add(outcome);
        return !IsFull && Keeper.TryOffer(outcome);
    }

    /// <summary>A score between those of a plain and of an odd part.</summary>
    private double Between()
    {
        using var station = new Station(new StationFile { Schema = StationFile.CurrentSchema, Station = "try", Camera = new("sim:disc"), Recipe = Station.Recipe });
        using var inspector = new Inspector(station, _stations.ModelsOf(Station), () => false, TimeProvider.System);
        station.Slot.Publish(new(Manifest("try"), Whole()), Passing(""));
        var (plain, odd) = (inspector.Inspect(Part(1, false)).Scores!.Ng, inspector.Inspect(Part(2, true)).Scores!.Ng);
        odd.ShouldBeGreaterThan(plain);
        return (plain + odd) / 2;
    }

    /// <summary>One bank row: what a plain part is like.</summary>
    private Head Whole()
    {
        using var judge = new Inspector(Station, _stations.ModelsOf(Station), () => false, TimeProvider.System);
        judge.Inspect(Part(1, false));
        var features = judge.CopyFeatures();
        var dimension = features.Dimension;
        var (mean, projection) = (features.Patches[..dimension], new float[dimension * 4]);
        for (var i = 0; i < 4; i++)
        {
            projection[(i * 4) + i] = 1;
        }

        return new(new AnomalyHead(mean, new Matrix(dimension, 4, projection), new Matrix(1, 4, new float[4])), null, new ScoreFusion(new Standard(0, 1), null));
    }

    private HeadManifest Manifest(string origin) => new()
    {
        Version = "", Product = "disc", FeatureKey = Station.ServedKey, Backbone = "", InputSize = 64, TopPatches = 5,
        Created = Time.GetUtcNow().AddSeconds(origin.Length), Origin = origin, Samples = new Dictionary<string, int>(), TensorsSha256 = "",
    };

    private static DuePart Part(long trigger, bool odd, int? bytes = null)
    {
        const int side = 64;
        var pixels = new Pixels(bytes ?? (side * side * 3));
        for (var i = 0; i < pixels.Memory.Length; i++)
        {
            pixels.Memory.Span[i] = (byte)(odd ? i * 97 : 100 + (i % 5));
        }

        return new(trigger, Capture.Of(new Frame(pixels, side, side, trigger, TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow(), $"{trigger}.png")));
    }

    private sealed class Pixels(int length) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = new byte[length];

        public void Dispose()
        {
        }
    }

    private sealed class Loggers(CollectedLog log) : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}
