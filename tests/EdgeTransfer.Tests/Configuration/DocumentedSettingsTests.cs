using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Inference;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Messaging.Webhooks;
using EdgeTransfer.Testing;
using Microsoft.Extensions.Configuration;

namespace EdgeTransfer.Tests.Configuration;

/// <summary>What the operators' pages say of settings and station files is what the code reads.</summary>
public sealed class DocumentedSettingsTests
{
    private static readonly string Edge = Path.Combine(Repository.Root, "deploy", "edge");
    private static readonly string Calibration = Path.Combine(Repository.Root, "calibration");
    private static readonly string Example = Path.Combine(Calibration, "disc-top.json");

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(), // the schema exporter wants it before the first use
    };

    private static JsonObject Schema => JsonNode.Parse(File.ReadAllText(Path.Combine(Calibration, "station.schema.json")))!.AsObject();

    public static TheoryData<string, object> Sections => new()
    {
        { "Device", new DeviceOptions() },
        { "Mqtt", new MqttOptions() },
        { "Webhook", new WebhookOptions() },
        { "Inference", new InferenceOptions() },
        { "Learning", new LearningOptions() },
        { "Watch", new WatchOptions() },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void EdgeReadme_EverySetting_StandsInATableWithItsDefault(string section, object options)
    {
        var rows = TableRows(Path.Combine(Edge, "README.md"));
        var settings = options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToList();

        settings.ShouldNotBeEmpty();
        foreach (var setting in settings)
        {
            rows.ShouldContainKeyAndValue($"`{section}:{setting.Name}`", Text(setting.GetValue(options)));
        }

        rows.Keys.Count(k => k.StartsWith($"`{section}:", StringComparison.Ordinal)).ShouldBe(settings.Count, "the table names settings that do not exist");
    }

    [Fact]
    public void EdgeSettings_WithTheExampleStation_CanBeUsed()
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(Edge, "appsettings.json"))
            .AddInMemoryCollection([new("Device:StationFiles:0", Example)])
            .Build();

        var settings = Settings.Read(configuration);

        settings.IsOk.ShouldBeTrue(settings.Refusal?.Message);
        settings.Value.Mqtt.Host.ShouldBe("mosquitto");
        settings.Value.Stations.ShouldHaveSingleItem().Station.ShouldBe("disc-top");
    }

    [Fact]
    public void ExampleStation_IsRead()
    {
        var station = StationFile.Read(Example);

        station.IsOk.ShouldBeTrue(station.Refusal?.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("camera")]
    [InlineData("recipe")]
    [InlineData("recipe/region")]
    [InlineData("recipe/guard")]
    [InlineData("policy")]
    [InlineData("policy/costs")]
    [InlineData("gate")]
    [InlineData("training")]
    [InlineData("scale")]
    public void Station_FieldUnknownToTheSchema_IsRefused(string parent)
    {
        var file = JsonNode.Parse(File.ReadAllText(Example))!.AsObject();
        file["policy"] = new JsonObject { ["maxEscapeRate"] = 0.01, ["costs"] = new JsonObject { ["escape"] = 100, ["falseReject"] = 1 } };
        file["gate"] = new JsonObject { ["mode"] = "manual" };
        file["training"] = new JsonObject { ["afterLabels"] = 20, ["quiet"] = "00:05:00", ["cron"] = "0 5 * * MON-FRI" };
        file["scale"] = new JsonObject { ["millimetresPerPixel"] = 0.1 };
        ReadText(file.ToJsonString()).IsOk.ShouldBeTrue();

        parent.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(file, (node, name) => node[name]!.AsObject())["notThere"] = 1;

        ReadText(file.ToJsonString()).Refusal.ShouldNotBeNull().Message.ShouldContain("notThere");
    }

    [Fact]
    public void StationSchema_FieldsTypesAndNeeds_AreThoseOfTheCode()
    {
        var code = Strict.GetJsonSchemaAsNode(typeof(StationFile), new() { TreatNullObliviousAsNonNullable = true }).AsObject();

        Compare("station", Schema, code);
    }

    [Fact]
    public void StationSchema_Defaults_AreThoseOfTheCode()
    {
        var code = JsonSerializer.SerializeToNode(new Recipe { Product = "any" }, Strict)!.AsObject();
        var recipe = Schema["properties"]!["recipe"]!["properties"]!.AsObject();

        foreach (var (name, field) in recipe.Where(f => f.Key is not ("product" or "guard")))
        {
            JsonNode.DeepEquals(field!["default"], code[name]).ShouldBeTrue(name);
        }

        foreach (var (name, field) in recipe["guard"]!["properties"]!.AsObject())
        {
            JsonNode.DeepEquals(field!["default"], code["guard"]![name]).ShouldBeTrue(name);
        }
    }

    [Fact]
    public void StationSchema_PolicyDefaults_AreThoseOfTheCode()
    {
        var policy = Schema["properties"]!["policy"]!["properties"]!.AsObject();
        var code = JsonSerializer.SerializeToNode(new BandTargets { Costs = new(100, 1) }, Strict)!.AsObject();

        foreach (var (fields, values) in new[] { (policy, code), (policy["costs"]!["properties"]!.AsObject(), code["costs"]!.AsObject()) })
        {
            foreach (var (name, field) in fields.Where(f => f.Value!.AsObject().ContainsKey("default") && f.Key != "costs"))
            {
                JsonNode.DeepEquals(field!["default"], values[name]).ShouldBeTrue(name);
            }
        }
    }

    [Fact]
    public void StationSchema_GateDefaults_AreThoseOfTheCode()
    {
        var code = JsonSerializer.SerializeToNode(new GateSettings(), Strict)!.AsObject();
        foreach (var (name, field) in Schema["properties"]!["gate"]!["properties"]!.AsObject())
        {
            JsonNode.DeepEquals(field!["default"], code[name]).ShouldBeTrue(name);
        }
    }

    [Fact]
    public void StationSchema_TrainingDefaults_AreThoseOfTheCode()
    {
        var training = Schema["properties"]!["training"]!["properties"]!.AsObject();
        var code = JsonSerializer.SerializeToNode(new TrainingSettings(), Strict)!.AsObject();

        training.ShouldNotBeEmpty();
        foreach (var (name, field) in training)
        {
            JsonNode.DeepEquals(field!["default"], code[name]).ShouldBeTrue(name);
        }
    }

    [Theory]
    [InlineData("\"sometimes\"")]
    [InlineData("7")]
    public void Station_GateModeThatIsNone_IsRefused(string mode)
    {
        var file = JsonNode.Parse(File.ReadAllText(Example))!.AsObject();
        file["gate"] = new JsonObject { ["mode"] = JsonNode.Parse(mode) };

        ReadText(file.ToJsonString()).Refusal.ShouldNotBeNull().Message.ShouldContain("mode");
    }

    [Fact]
    public void Station_TrainingOutOfRange_IsRefusedWithAllThatIsWrong()
    {
        var file = JsonNode.Parse(File.ReadAllText(Example))!.AsObject();
        file["training"] = new JsonObject { ["afterLabels"] = 0, ["quiet"] = "01:00:00", ["coolDown"] = "-00:00:01", ["cron"] = "0 0 30 2 *" };

        var message = ReadText(file.ToJsonString()).Refusal.ShouldNotBeNull().Message;

        foreach (var said in new[] { "training: afterLabels must be 1", "training: quiet must be 0 to longestWait", "training: coolDown", "names no time that ever comes" })
        {
            message.ShouldContain(said);
        }

        file["training"] = new JsonObject { ["cron"] = "every night" };
        ReadText(file.ToJsonString()).Refusal.ShouldNotBeNull().Message.ShouldContain("no cron expression of five fields");
    }

    [Theory]
    [InlineData("maxEscapeRate", "0", "policy: maxEscapeRate")]
    [InlineData("maxFalseRejectRate", "0.6", "policy: maxFalseRejectRate")]
    [InlineData("costs", """{"escape":0,"falseReject":1}""", "policy: costs must be above 0")]
    public void Station_PolicyOutOfRange_IsRefused(string name, string value, string said)
    {
        var file = JsonNode.Parse(File.ReadAllText(Example))!.AsObject();
        file["policy"] = new JsonObject { [name] = JsonNode.Parse(value) };

        ReadText(file.ToJsonString()).Refusal.ShouldNotBeNull().Message.ShouldContain(said);
    }

    [Fact]
    public void CalibrationReadme_EveryField_StandsInTheTable()
    {
        var rows = TableRows(Path.Combine(Calibration, "README.md"));

        foreach (var path in Leaves("", Schema))
        {
            rows.Keys.ShouldContain($"`{path}`");
        }
    }

    private static void Compare(string path, JsonObject ours, JsonObject code)
    {
        Names(ours["type"]).ShouldBe(Names(code["type"]), ignoreOrder: true, path);
        Names(ours["required"]).ShouldBe(Names(code["required"]), ignoreOrder: true, path);
        if (code["properties"] is not JsonObject fields)
        {
            return;
        }

        ours["additionalProperties"].ShouldNotBeNull(path).GetValue<bool>().ShouldBeFalse(path);
        var described = ours["properties"]!.AsObject();
        described.Select(f => f.Key).ShouldBe(fields.Select(f => f.Key), ignoreOrder: true, path);
        foreach (var (name, field) in fields)
        {
            described[name]!["description"].ShouldNotBeNull($"{path}.{name}");
            Compare($"{path}.{name}", described[name]!.AsObject(), field!.AsObject());
        }
    }

    private static List<string> Names(JsonNode? node) => node switch
    {
        null => [],
        JsonArray array => [.. array.Select(n => n!.GetValue<string>())],
        _ => [node.GetValue<string>()],
    };

    // A region's four numbers share a row.
    private static IEnumerable<string> Leaves(string path, JsonObject schema) =>
        schema["properties"] is JsonObject fields && path != "recipe.region"
            ? fields.SelectMany(f => Leaves(path.Length == 0 ? f.Key : $"{path}.{f.Key}", f.Value!.AsObject()))
            : [path];

    /// <summary>First cell → last but one, of every table row: setting → default.</summary>
    private static Dictionary<string, string> TableRows(string path) => File.ReadLines(path)
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[1], cells => cells[2]);

    private static string Text(object? value) => value switch
    {
        null => "none",
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        System.Collections.ICollection { Count: 0 } => "none",
        _ => throw new NotSupportedException($"Say here how {value.GetType()} stands in the table."),
    };

    private static EdgeTransfer.Core.Results.Result<StationFile> ReadText(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return StationFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
