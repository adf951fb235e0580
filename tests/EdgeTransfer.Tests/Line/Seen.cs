using System.Text.Json;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>What a watcher has seen of a device, read by the contract.</summary>
internal static class Seen
{
    public static IReadOnlyList<AlertMessage> Alerts(this Watcher watcher) =>
        [.. watcher.On(LineFolder.Topic("alert")).Select(p => JsonSerializer.Deserialize(p, MessageJson.Default.AlertMessage)!)];

    /// <summary>How trainings ended, in order.</summary>
    public static IReadOnlyList<TrainingMessage> Trainings(this Watcher watcher) => [.. watcher.TrainingNews().Where(t => t.Outcome is not null)];

    /// <summary>All that was told of trainings, in order.</summary>
    public static IReadOnlyList<TrainingMessage> TrainingNews(this Watcher watcher) =>
        [.. watcher.On(LineFolder.Topic("training")).Select(p => JsonSerializer.Deserialize(p, MessageJson.Default.TrainingMessage)!)];

    /// <summary>The document about the head that judges; null before there is one.</summary>
    public static ModelMessage? Model(this Watcher watcher) =>
        watcher.On(LineFolder.Topic("model")).LastOrDefault() is { } payload ? JsonSerializer.Deserialize(payload, MessageJson.Default.ModelMessage) : null;

    /// <summary>The document about stored samples; null before there is one.</summary>
    public static SamplesMessage? Samples(this Watcher watcher) =>
        watcher.On(LineFolder.Topic("samples")).LastOrDefault() is { } payload ? JsonSerializer.Deserialize(payload, MessageJson.Default.SamplesMessage) : null;

    /// <summary>The document about what the station has done; null before there is one.</summary>
    public static StatsMessage? Stats(this Watcher watcher) =>
        watcher.On(LineFolder.Topic("stats")).LastOrDefault() is { } payload ? JsonSerializer.Deserialize(payload, MessageJson.Default.StatsMessage) : null;

    /// <summary>What was said of silent heads, in order.</summary>
    public static IReadOnlyList<WatchMessage> Watches(this Watcher watcher) =>
        [.. watcher.On(LineFolder.Topic("watch")).Select(p => JsonSerializer.Deserialize(p, MessageJson.Default.WatchMessage)!)];

    /// <summary>Waits for the outcome of training number <paramref name="number"/>, from 1.</summary>
    public static async Task<TrainingMessage> TrainingAsync(this Watcher watcher, int number)
    {
        await Eventually.TrueAsync(() => watcher.Trainings().Count >= number, $"training {number} has ended", watcher.Text);
        return watcher.Trainings()[number - 1];
    }

    /// <summary>Every NG and UNSURE part has been told once, and nothing else has.</summary>
    public static async Task ShouldTellOfAsync(this Watcher watcher, IReadOnlyList<Row> rows)
    {
        string[] due = [.. rows.Where(r => r.Verdict is "NG" or "UNSURE").Select(r => r.Id).Order(StringComparer.Ordinal)];
        await Eventually.TrueAsync(() => Told(watcher).Count() >= due.Length, $"{due.Length} alerts about parts have come", watcher.Text);
        Told(watcher).Order(StringComparer.Ordinal).ShouldBe(due);
    }

    private static IEnumerable<string> Told(Watcher watcher) => watcher.Alerts().Where(a => a.Part is not null).Select(a => a.Id.ToString());

    private static IEnumerable<string> On(this Watcher watcher, string topic) => watcher.Messages.Where(m => m.Topic == topic).Select(m => m.Payload);
}
