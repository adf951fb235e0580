using System.Text.Json.Nodes;

namespace EdgeTransfer.Core.Messages.Contract;

/// <summary>
/// The AsyncAPI 3 document of a device. Its payloads refer to the schema files, which keep to what drafts 7 and 2020-12 have in common,
/// because AsyncAPI's own schema is of draft 7.
/// </summary>
internal static class AsyncApiWriter
{
    private const string Bindings = "0.2.0";

    public static JsonObject Write(IReadOnlyList<ContractTopic> topics) => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "EdgeTransfer device",
            ["version"] = "1",
            ["description"] = "What an inspecting device says and takes over MQTT 5. Written from the device's side: it sends what consumers receive.",
        },
        ["defaultContentType"] = "application/json",
        ["servers"] = new JsonObject
        {
            ["broker"] = new JsonObject { ["host"] = "localhost:1883", ["protocol"] = "mqtt", ["protocolVersion"] = "5.0", ["description"] = "The device's broker." },
        },
        ["channels"] = Map(topics, t => KeyValuePair.Create(t.Name, Channel(t))),
        ["operations"] = Map(topics.Where(t => t.Address is not null), t => KeyValuePair.Create(OperationName(t), Operation(t))),
        ["components"] = new JsonObject
        {
            ["parameters"] = new JsonObject
            {
                ["site"] = Parameter("Where the device stands: setting Device:Site."),
                ["device"] = Parameter("The device's own name: setting Device:Name."),
                ["station"] = Parameter("One camera of the device: field station of its station file."),
            },
            ["messages"] = Map(topics, t => KeyValuePair.Create(t.Name, Message(t))),
        },
    };

    private static JsonObject Channel(ContractTopic topic)
    {
        var channel = new JsonObject { ["address"] = topic.Address, ["description"] = topic.Summary };
        string[] names = [.. new[] { "site", "device", "station" }.Where(n => topic.Address?.Contains('{' + n + '}', StringComparison.Ordinal) == true)];
        if (names.Length > 0)
        {
            channel["parameters"] = Map(names, n => KeyValuePair.Create(n, Reference($"#/components/parameters/{n}")));
        }

        channel["messages"] = new JsonObject { [topic.Name] = Reference($"#/components/messages/{topic.Name}") };
        return channel;
    }

    private static JsonObject Operation(ContractTopic topic)
    {
        var mqtt = new JsonObject { ["qos"] = topic.Qos };
        if (topic.Sent)
        {
            mqtt["retain"] = topic.Retained;
        }

        mqtt["bindingVersion"] = Bindings;
        var operation = new JsonObject
        {
            ["action"] = topic.Sent ? "send" : "receive",
            ["channel"] = Reference($"#/channels/{topic.Name}"),
            ["summary"] = topic.Summary,
            ["bindings"] = new JsonObject { ["mqtt"] = mqtt },
        };
        if (!topic.Sent)
        {
            operation["reply"] = new JsonObject
            {
                ["address"] = new JsonObject
                {
                    ["description"] = "The MQTT 5 response topic of the command; without one there is no answer. Its correlation data comes back with the answer.",
                    ["location"] = "$message.header#/responseTopic",
                },
                ["channel"] = Reference("#/channels/reply"),
                ["messages"] = new JsonArray(Reference("#/channels/reply/messages/reply")),
            };
        }

        return operation;
    }

    private static JsonObject Message(ContractTopic topic) => topic.IsPicture
        ? new() { ["summary"] = topic.Summary, ["contentType"] = "image/jpeg", ["headers"] = Properties(topic) }
        : new() { ["summary"] = topic.Summary, ["contentType"] = "application/json", ["payload"] = Reference($"schemas/{topic.Name}.json") };

    /// <summary>User properties are texts, whatever their fields are elsewhere.</summary>
    private static JsonObject Properties(ContractTopic topic)
    {
        var schema = SchemaWriter.Write(topic);
        return new()
        {
            ["type"] = "object",
            ["properties"] = Map(schema["properties"]!.AsObject(), f => KeyValuePair.Create(f.Key, new JsonObject { ["description"] = f.Value!["description"]!.DeepClone(), ["type"] = "string" })),
            ["required"] = schema["required"]!.DeepClone(),
        };
    }

    private static string OperationName(ContractTopic topic) => (topic.Sent ? "send-" : "receive-") + topic.Name;

    private static JsonObject Parameter(string description) => new() { ["description"] = description };

    private static JsonObject Reference(string to) => new() { ["$ref"] = to };

    private static JsonObject Map<T>(IEnumerable<T> items, Func<T, KeyValuePair<string, JsonObject>> entry) =>
        new(items.Select(entry).Select(e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value)));
}
