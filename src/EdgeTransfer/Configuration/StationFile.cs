using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Configuration;

/// <summary>One camera at one place of the line, as its file in <c>calibration/</c> describes it.</summary>
public sealed record StationFile
{
    /// <summary>Schema that this code reads.</summary>
    public const string CurrentSchema = "edgetransfer/station/1";

    private const long MaxFileBytes = 1 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Where editors find the schema; not read.</summary>
    [JsonPropertyName("$schema")]
    public string? SchemaLocation { get; init; }

    /// <summary>Schema of the file.</summary>
    public required string Schema { get; init; }

    /// <summary>Name of the station; fourth level of its topics.</summary>
    public required string Station { get; init; }

    /// <summary>Where the frames come from.</summary>
    public required CameraSettings Camera { get; init; }

    /// <summary>What is made, and how it is looked at.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>What the bands of its heads are to reach. Read at the next training; the command <c>threshold</c> moves them at once.</summary>
    public BandTargets Policy { get; init; } = new();

    /// <summary>Who puts a newly trained head into service.</summary>
    public GateSettings Gate { get; init; } = new();

    /// <summary>When trainings begin without a person.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>
    /// Other recipes of the station, for the command <c>recipe</c>: station files beside this one, of which all but the camera counts.
    /// </summary>
    public IReadOnlyList<string> Recipes { get; init; } = [];

    /// <summary>What <see cref="Recipes"/> names, read.</summary>
    [JsonIgnore]
    public IReadOnlyList<StationFile> Others { get; private init; } = [];

    /// <summary>Size of a pixel; null while it has not been measured.</summary>
    public ScaleSettings? Scale { get; init; }

    /// <summary>Part of the feature key: what changes the pixels beyond the recipe.</summary>
    public string CalibrationHash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Scale, Json)))[..16];

    /// <summary>Product of the file that was read, when another recipe took its place.</summary>
    [JsonIgnore]
    public string? Main { get; private init; }

    /// <summary>The station by the recipe of that name; null when it has none. The camera stays.</summary>
    public StationFile? By(string recipe) => Others.Prepend(this).FirstOrDefault(f => f.Recipe.Product == recipe) is { } other
        ? this with { Main = Recipe.Product, Recipe = other.Recipe, Policy = other.Policy, Gate = other.Gate, Training = other.Training, Scale = other.Scale }
        : null;

    /// <summary>All that is wrong; empty when the station can run.</summary>
    public IReadOnlyList<string> Errors()
    {
        List<string> errors = [];
        if (Schema != CurrentSchema)
        {
            errors.Add($"schema is '{Schema}', expected '{CurrentSchema}'.");
        }

        if (!Topics.IsLevel(Station))
        {
            errors.Add($"station '{Station}' must have 1 to 64 letters, digits, '.', '_' or '-'.");
        }

        if (!Enum.IsDefined(Camera.Trigger))
        {
            errors.Add("camera.trigger must be 'free' or 'command'.");
        }

        if (Scale is { MillimetresPerPixel: not (> 0 and < 1000) })
        {
            errors.Add($"scale.millimetresPerPixel must lie between 0 and 1000, not {Scale.MillimetresPerPixel}.");
        }

        errors.AddRange(Policy.Errors().Select(e => $"policy: {e}"));
        errors.AddRange(Gate.Errors().Select(e => $"gate: {e}"));
        errors.AddRange(Training.Errors().Select(e => $"training: {e}"));
        errors.AddRange(Recipe.Validate());
        return errors;
    }

    /// <summary>Reads and checks a file and its recipes; a refusal tells all that is wrong with them.</summary>
    public static Result<StationFile> Read(string path)
    {
        var main = ReadOne(path);
        if (!main.IsOk || main.Value.Recipes.Count == 0)
        {
            return main;
        }

        List<StationFile> others = [];
        List<string> errors = [];
        foreach (var name in main.Value.Recipes)
        {
            var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name ?? "");
            var other = ReadOne(file);
            if (other.IsOk && (other.Value.Station != main.Value.Station || other.Value.Recipes.Count > 0))
            {
                errors.Add($"{file}: a recipe of station '{main.Value.Station}' must name this station, and no recipes of its own.");
            }
            else if (other.IsOk)
            {
                others.Add(other.Value);
            }
            else
            {
                errors.Add(other.Refusal.Message);
            }
        }

        return errors.Count > 0 ? new Refusal(RefusalKind.Invalid, string.Join(Environment.NewLine, errors)) : main.Value with { Others = others };
    }

    private static Result<StationFile> ReadOne(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxFileBytes } large)
            {
                return new Refusal(RefusalKind.TooLarge, $"{path} has {large.Length} bytes; a station file has at most {MaxFileBytes}.");
            }

            if (JsonSerializer.Deserialize<StationFile>(File.ReadAllBytes(path), Json) is not { } station)
            {
                return new Refusal(RefusalKind.Invalid, $"{path}: it holds null, not a station.");
            }

            return station.Errors() is { Count: > 0 } errors
                ? new Refusal(RefusalKind.Invalid, string.Join(Environment.NewLine, errors.Select(e => $"{path}: {e}")))
                : station;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalKind.NotFound, $"The station file {path} cannot be read: {e.Message}");
        }
        catch (JsonException e)
        {
            return new Refusal(RefusalKind.Invalid, $"{path}: {e.Message}");
        }
    }
}
