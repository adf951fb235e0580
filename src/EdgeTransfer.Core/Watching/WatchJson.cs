using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Core.Watching;

/// <summary>The stored form of a <see cref="WatchRecord"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WatchRecord))]
public sealed partial class WatchJson : JsonSerializerContext
{
    /// <summary>JSON of a record.</summary>
    public static string Write(WatchRecord record) => JsonSerializer.Serialize(record, Default.WatchRecord);

    /// <summary>The watch or trial of a stored record; a refusal where it is neither.</summary>
    public static Result<(Watch? Watch, Trial? Trial, WatchOptions? Options)> Read(string json)
    {
        try
        {
            switch (JsonSerializer.Deserialize(json, Default.WatchRecord))
            {
                case { Watch: { Passed: not null, Rejected: not null } plan, Options: { } options, WatchState: { } state } when options.Errors().Count == 0:
                    return (new Watch(plan, options, state), null, options);
                case { Trial: { } trial, TrialState: { } trialState }:
                    return (null, new Trial(trial, trialState), null);
                default:
                    return new Refusal(RefusalKind.Damaged, "what is stored is neither a watch nor a trial");
            }
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return new Refusal(RefusalKind.Damaged, $"what is stored is no watch: {e.Message}");
        }
    }
}
