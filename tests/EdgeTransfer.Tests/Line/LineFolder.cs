using System.Text.Json;
using Dapper;
using EdgeTransfer.Cli;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Registry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace EdgeTransfer.Tests.Line;

/// <summary>A device's settings, station file and data, which outlive its process.</summary>
internal sealed class LineFolder : IDisposable
{
    public const string Root = "edgetransfer/hall/edge";
    public const string Station = "top";
    public const string Product = "part";

    private readonly string _folder = Directory.CreateTempSubdirectory("line-").FullName;

    public LineFolder(string source, int brokerPort, GateMode mode = GateMode.Automatic)
    {
        Gate = new() { Mode = mode };
        Settings = new(StringComparer.Ordinal)
        {
            ["Device:Site"] = "hall",
            ["Device:Name"] = "edge",
            ["Device:DataFolder"] = Path.Combine(_folder, "data"),
            ["Device:StationFiles:0"] = Path.Combine(_folder, "station.json"),
            ["Mqtt:Host"] = "127.0.0.1",
            ["Mqtt:Port"] = $"{brokerPort}",
            ["Learning:RandomShare"] = "1",
            ["Learning:BankRows"] = "512",
            ["Learning:MaxPatches"] = "12000",

            // A machine that runs tests is busy, and a belt that runs freely leaves no time: only tests of that wait for it.
            ["Learning:LatencyBudget"] = "00:10:00",
            ["Learning:BusyLimit"] = "1",
        };
        SetSource(source);
    }

    public Dictionary<string, string?> Settings { get; }

    /// <summary>Of the station file, from its next writing on.</summary>
    public GateSettings Gate { get; set; }

    public string Data => Settings["Device:DataFolder"]!;

    public string Database => Path.Combine(Data, "line.db");

    public string Heads => Path.Combine(Data, "heads", Product);

    public IConfiguration Configuration => new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();

    public static string Topic(string name) => $"{Root}/{Station}/{name}";

    /// <summary>Writes the station file anew.</summary>
    public void SetSource(string source, Recipe? recipe = null, TrainingSettings? training = null, TriggerMode trigger = TriggerMode.Free, Recipe? other = null, GateSettings? gate = null)
    {
        var station = new StationFile
        {
            Schema = StationFile.CurrentSchema, Station = Station, Camera = new(source, trigger), Recipe = recipe ?? new Recipe { Product = Product }, Training = training ?? new(),
            Gate = gate ?? Gate, Recipes = other is null ? [] : ["other.json"],
        };
        if (other is not null)
        {
            File.WriteAllText(Path.Combine(_folder, "other.json"), JsonSerializer.Serialize(station with { Recipe = other, Recipes = [] }, JsonOut.Indented));
        }

        File.WriteAllText(Settings["Device:StationFiles:0"]!, JsonSerializer.Serialize(station, JsonOut.Indented));
    }

    /// <summary>A new folder that goes with this one.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    /// <summary>A device of its own with the data of this one, which must be at rest.</summary>
    public LineFolder Copy(string source, int brokerPort, GateSettings gate)
    {
        var copy = new LineFolder(source, brokerPort) { Gate = gate };
        copy.SetSource(source);
        foreach (var file in Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy.Data, Path.GetRelativePath(Data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    /// <summary>All inspections, by a connection of its own, in the order of their triggers.</summary>
    public IReadOnlyList<Row> Inspections() => Query<Row>(
        "SELECT trigger AS Trigger, id AS Id, part_id AS PartId, origin AS Origin, verdict AS Verdict, reason AS Reason, detail AS Detail, head AS Head, policy AS Policy FROM inspection ORDER BY trigger");

    public IReadOnlyList<T> Query<T>(string sql)
    {
        using var connection = Open();
        return [.. connection.Query<T>(sql)];
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Law 1: triggers 1 to the last one issued have one inspection each. Gives them back.</summary>
    public IReadOnlyList<Row> ShouldConserveTriggers()
    {
        var rows = Inspections();
        rows.Select(r => r.Trigger).ShouldBe(Enumerable.Range(1, (int)LastIssued()).Select(n => (long)n));
        return rows;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private long LastIssued() => BitConverter.ToInt64(File.ReadAllBytes(Path.Combine(Data, "triggers", Station + ".issued")));
}
