using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace EdgeTransfer.Core.Messages.Contract;

/// <summary>
/// JSON Schema (draft 2020-12) of a payload, from the type that the code reads or writes. What the device sends leaves out what is null, so
/// whatever can be null may be missing and all else is there; unknown fields are allowed, for later versions. What it receives has no
/// unknown fields.
/// </summary>
internal static class SchemaWriter
{
    private const string Mark = "$type";

    public static JsonObject Write(ContractTopic topic)
    {
        var (type, sent) = (topic.Type, topic.Sent);
        var options = new JsonSerializerOptions(sent ? MessageJson.Default.Options : CommandJson.Default.Options);
        var body = options.GetJsonSchemaAsNode(type, new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (c, n) => Describe(c, n, type) }).AsObject();
        var definitions = new JsonObject();
        body = Resolved(body, body).AsObject();
        Visit(body, definitions, sent);
        body.Remove("description");
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"urn:edgetransfer:{topic.Name}:1",
            ["title"] = topic.Name,
            ["description"] = topic.Summary,
        };
        foreach (var (name, value) in body)
        {
            schema[name] = value?.DeepClone();
        }

        if (type.GetField("CurrentSchema")?.GetRawConstantValue() is string current)
        {
            schema["required"]!.AsArray().Insert(0, "schema");
            schema["properties"]!["schema"] = new JsonObject { ["description"] = schema["properties"]!["schema"]!["description"]!.DeepClone(), ["const"] = current };
        }

        if (definitions.Count > 0)
        {
            schema["$defs"] = new JsonObject(definitions.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => KeyValuePair.Create(d.Key, d.Value?.DeepClone())));
        }

        return schema;
    }

    /// <summary>The exporter writes what it has written before as a pointer to it; here every place has its own copy.</summary>
    private static JsonNode Resolved(JsonNode node, JsonNode root)
    {
        if (node is JsonArray items)
        {
            return new JsonArray([.. items.Select(i => i is null ? null : Resolved(i, root))]);
        }

        if (node is not JsonObject schema)
        {
            return node.DeepClone();
        }

        if (schema["$ref"] is JsonValue pointer)
        {
            var target = pointer.GetValue<string>().Split('/').Skip(1).Aggregate(root, (at, step) => at[step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]!);
            var copy = Resolved(target, root).AsObject();
            foreach (var (name, value) in schema.Where(f => f.Key != "$ref"))
            {
                copy[name] = value?.DeepClone();
            }

            return copy;
        }

        return new JsonObject(schema.Select(f => KeyValuePair.Create(f.Key, f.Value is null ? null : Resolved(f.Value, root))));
    }

    /// <summary>Adds what the code says of a field or type, and marks types that have a name of their own.</summary>
    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node, Type root)
    {
        if (node is not JsonObject schema)
        {
            return node is JsonValue ? new JsonObject() : node; // true: anything
        }

        var said = context.PropertyInfo is { AttributeProvider: MemberInfo property } ? XmlDocs.Of(property) : XmlDocs.Of(context.TypeInfo.Type);
        if (said is not null)
        {
            schema.Insert(0, "description", said);
        }

        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (schema["enum"] is JsonArray words)
        {
            schema["type"] ??= words.Contains(null) ? new JsonArray("string", "null") : "string";
        }

        if (type != root && schema["properties"] is not null)
        {
            schema[Mark] = type.Name;
        }

        return schema;
    }

    private static void Visit(JsonObject schema, JsonObject definitions, bool sent)
    {
        if (sent)
        {
            DropNull(schema);
        }

        if (schema["properties"] is JsonObject fields)
        {
            var required = new JsonArray();
            foreach (var (name, node) in fields.ToList())
            {
                var field = node!.AsObject();
                if (!MayBeNull(field))
                {
                    required.Add(name);
                }

                Visit(field, definitions, sent);
                fields[name] = Hoist(field, definitions);
            }

            if (sent)
            {
                schema["required"] = required;
            }
            else
            {
                schema["additionalProperties"] = false;
            }
        }

        foreach (var name in new[] { "items", "additionalProperties" })
        {
            if (schema[name] is JsonObject inner)
            {
                Visit(inner, definitions, sent);
                inner.Remove("description");
                schema[name] = Hoist(inner, definitions);
            }
        }
    }

    /// <summary>A type with a name stands once, under <c>$defs</c>.</summary>
    private static JsonObject Hoist(JsonObject schema, JsonObject definitions)
    {
        if (schema[Mark]?.GetValue<string>() is not { } name)
        {
            return schema.DeepClone().AsObject();
        }

        var said = schema["description"]?.GetValue<string>();
        var nullable = MayBeNull(schema);
        schema.Remove(Mark);
        schema.Remove("description");
        DropNull(schema);
        definitions[name] ??= schema.DeepClone();
        JsonNode.DeepEquals(definitions[name], schema).ShouldBeTrue($"two shapes of {name}");
        var reference = new JsonObject { ["$ref"] = $"#/$defs/{name}" };
        var use = nullable ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
        if (said is not null)
        {
            use.Insert(0, "description", said);
        }

        return use;
    }

    private static bool MayBeNull(JsonObject schema) => schema["type"] is JsonArray types && types.Any(t => t!.GetValue<string>() == "null");

    private static void DropNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            List<string> left = [.. types.Select(t => t!.GetValue<string>()).Where(t => t != "null")];
            schema["type"] = left is [var single] ? single : new JsonArray([.. left.Select(t => JsonValue.Create(t))]);
        }

        if (schema["enum"] is JsonArray values)
        {
            schema["enum"] = new JsonArray([.. values.Where(v => v is not null).Select(v => v!.DeepClone())]);
        }
    }
}
