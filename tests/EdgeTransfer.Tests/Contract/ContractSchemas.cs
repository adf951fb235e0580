using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeTransfer.Testing;
using Json.Schema;

namespace EdgeTransfer.Tests.Contract;

/// <summary>
/// The schemas of <c>deploy/edge/mqtt</c>. Consumers must allow unknown fields; here they are refused, else a field that the schema lacks
/// would go unseen.
/// </summary>
internal static class ContractSchemas
{
    public static IReadOnlyList<string> Files { get; } = Directory.GetFiles(Path.Combine(Repository.Root, "deploy", "edge", "mqtt", "schemas"), "*.json");

    private static readonly Dictionary<string, JsonSchema> Strict = Files.ToDictionary(f => Path.GetFileNameWithoutExtension(f), Read, StringComparer.Ordinal);

    /// <summary>What is wrong with a payload; empty when nothing is.</summary>
    public static string Errors(string name, string payload)
    {
        using var document = JsonDocument.Parse(payload);
        var result = Strict[name].Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return result.IsValid ? "" : string.Join('\n', (result.Details ?? []).Where(d => d.Errors is { Count: > 0 }).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Key} {e.Value}")));
    }

    private static JsonSchema Read(string file)
    {
        var schema = JsonNode.Parse(File.ReadAllText(file))!;
        Close(schema);
        return JsonSchema.FromText(schema.ToJsonString());
    }

    private static void Close(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Close(item);
            }
        }
        else if (node is JsonObject schema)
        {
            foreach (var (_, inner) in schema.ToList())
            {
                Close(inner);
            }

            if (schema["properties"] is JsonObject && schema["type"]?.GetValueKind() == JsonValueKind.String)
            {
                schema["additionalProperties"] ??= false;
            }
        }
    }
}
