using System.Text.Json;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Alerts;

/// <summary>What a consumer got of what a device had stored.</summary>
/// <param name="Stored">Alerts that were stored.</param>
/// <param name="Came">Different ones that came.</param>
/// <param name="Repeats">Messages beyond the first of each.</param>
/// <param name="Unmarked">Repeats without <c>replayed</c>.</param>
/// <param name="OutOfOrder">Alerts that came for the first time after a later one of their topic.</param>
internal sealed record FaultFigures(int Stored, int Came, int Repeats, int Unmarked, int OutOfOrder)
{
    public static FaultFigures Of(OutboxDevice device, Watcher watcher)
    {
        var place = device.Stored.Select((stored, i) => (stored.Id, i)).ToDictionary(s => s.Id, s => s.i);
        var topicOf = device.Stored.ToDictionary(s => s.Id, s => s.Topic);
        Dictionary<string, int> last = [];
        HashSet<Guid> came = [];
        var (repeats, unmarked, outOfOrder) = (0, 0, 0);
        foreach (var (topic, _, payload) in watcher.Messages)
        {
            using var alert = JsonDocument.Parse(payload);
            var id = alert.RootElement.GetProperty("id").GetGuid();
            topicOf.ShouldContainKeyAndValue(id, topic);
            if (!came.Add(id))
            {
                repeats++;
                unmarked += alert.RootElement.TryGetProperty("replayed", out _) ? 0 : 1;
                continue;
            }

            outOfOrder += last.TryGetValue(topic, out var before) && before > place[id] ? 1 : 0;
            last[topic] = Math.Max(place[id], last.GetValueOrDefault(topic));
        }

        return new(device.Stored.Count, came.Count, repeats, unmarked, outOfOrder);
    }

    /// <summary>Waits until all have come, prints the figures as a row of the table, and holds them to the promise.</summary>
    public static async Task<FaultFigures> ShouldBeWholeAsync(OutboxDevice device, Watcher watcher, string fault)
    {
        await device.EmptiedAsync();
        await Eventually.TrueAsync(() => watcher.Messages.Count >= device.Stored.Count && Of(device, watcher).Came == device.Stored.Count, "all have come", () => $"{Of(device, watcher)}\n{device.Text()}");
        var figures = Of(device, watcher);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"| {fault} | {figures.Stored} | {figures.Came} | {figures.Stored - figures.Came} | {figures.Repeats} | {figures.OutOfOrder} | {device.Counters.Connects} |");
        figures.OutOfOrder.ShouldBe(0);
        figures.Unmarked.ShouldBe(0, "a repeat says that it is one");
        return figures;
    }
}
