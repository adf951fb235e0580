using EdgeTransfer.Core.Registry;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>A device that was taught twice in mode approve, by the operator's own commands: the first head judges, the second waits.</summary>
internal static class TwoHeads
{
    public const int Taught = 60;

    public static LineFolder NewFolder(Mosquitto broker) => new("sim:disc?seed=7&defects=0.2&from=60", broker.Port, GateMode.Approve);

    /// <summary>Teaches the line that runs on the folder; the two versions.</summary>
    public static async Task<(string First, string Second)> TeachAsync(RunningLine line, LineFolder folder, Operator anna, Watcher watcher)
    {
        await line.PassAsync(Taught);
        string[] parts = [.. folder.Inspections().Select(r => r.PartId)];
        await anna.LabelAllAsync([.. parts.Take(Taught - 20).Select(part => (part, "ok"))]);
        var first = await TrainAsync(anna, watcher, 1);
        (await anna.AskHeadAsync("activate", new { })).ShouldBeDone();
        await anna.LabelAllAsync([.. parts.Skip(Taught - 20).Select(part => (part, "ok"))]);
        return (first, await TrainAsync(anna, watcher, 2));
    }

    public static async Task<string> TrainAsync(Operator anna, Watcher watcher, int number)
    {
        (await anna.AskTrainAsync()).ShouldBeAccepted();
        var training = await watcher.TrainingAsync(number);
        training.Outcome.ShouldBe("waiting", training.Detail);
        await Eventually.TrueAsync(() => watcher.Model()?.Waiting?.Head == training.Head, "the model topic shows what waits", watcher.Text);
        return training.Head!;
    }
}
