using System.Text.Json;

namespace EdgeTransfer.Core.Audit;

/// <summary>A setting that is not what it was.</summary>
/// <param name="Field">Where it stands, as in <c>recipe.region.x</c>.</param>
/// <param name="Before">What it was; null when it was not set.</param>
/// <param name="After">What it is; likewise.</param>
public sealed record SettingChange(string Field, JsonElement? Before, JsonElement? After)
{
    /// <summary>All fields in which two JSON objects differ, in the order of their names. A null is as if it were not there; a list is one field.</summary>
    public static IReadOnlyList<SettingChange> Between(JsonElement before, JsonElement after)
    {
        var (was, now) = (Fields(before), Fields(after));
        return
        [
            .. was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(field => new SettingChange(field, Of(was, field), Of(now, field)))
                .Where(c => !(c.Before is { } b && c.After is { } a && JsonElement.DeepEquals(b, a))),
        ];
    }

    private static Dictionary<string, JsonElement> Fields(JsonElement root) => Leaves("", root).ToDictionary(f => f.Field, f => f.Value, StringComparer.Ordinal);

    private static IEnumerable<(string Field, JsonElement Value)> Leaves(string at, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Leaves(at.Length == 0 ? p.Name : $"{at}.{p.Name}", p.Value)),
        JsonValueKind.Null => [],
        _ => [(at, value)],
    };

    private static JsonElement? Of(Dictionary<string, JsonElement> fields, string field) => fields.TryGetValue(field, out var value) ? value : null;
}
