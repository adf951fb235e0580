using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>A line whose samples have room for about ten parts.</summary>
public sealed class SamplingTests
{
    private const int SamplesFull = 1101;
    private const int SamplesEvicted = 1108;

    [Fact]
    public async Task DiskBudget_UsedUp_EvictsThenPausesOnLabelledOnesAndGoesOnWithMoreRoom()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder("sim:disc", broker.Port);
        folder.Settings["Learning:DiskBudget"] = "0.005";
        var anna = new Operator(broker.Port);

        await using (var line = await RunningLine.StartAsync(folder))
        {
            await line.PassAsync(40);
            line.Log.Of(SamplesEvicted).ShouldNotBeEmpty();
            folder.Query<long>("SELECT SUM(bytes) FROM sample").Single().ShouldBeLessThan(6_000_000, "one sample more than the budget at most");
            var evicted = folder.Query<string>("SELECT part_id FROM evicted_sample LIMIT 1").Single();
            var answer = await anna.AskLabelAsync(evicted, "ok");
            answer.GetProperty("reason").GetString().ShouldBe("no_sample");
            answer.GetProperty("detail").GetString()!.ShouldStartWith($"The image of part '{evicted}' was evicted on ");

            for (var round = 0; round < 10 && watcher.Samples()?.Sampling != "paused"; round++)
            {
                var unlabelled = folder.Query<string>("SELECT part_id FROM sample WHERE part_id NOT IN (SELECT part_id FROM label)");
                if (unlabelled.Count > 0)
                {
                    await anna.LabelAllAsync([.. unlabelled.Select(part => (part, "ok"))]);
                }

                await line.PassAsync(1);
            }

            await Eventually.TrueAsync(() => watcher.Samples()?.Sampling == "paused", "sampling pauses, and says so", line.Log.ToString);
            line.Log.Of(SamplesFull).ShouldHaveSingleItem();
            var (stored, inspected) = (folder.Query<string>("SELECT part_id FROM sample"), folder.Inspections().Count);
            await line.PassAsync(3);
            folder.Query<string>("SELECT part_id FROM sample").ShouldBe(stored, "labelled samples stay, and nothing new comes");
            folder.Inspections().Count.ShouldBe(inspected + 3, "the line goes on");
            watcher.Samples()!.ShouldSatisfyAllConditions(s => s.Lost!.Value.ShouldBeGreaterThan(0), s => s.Evicted!.Value.ShouldBeGreaterThan(0), s => s.BudgetBytes.ShouldBe(5_000_000));
            await line.StopAsync();
        }

        folder.Settings["Learning:DiskBudget"] = "0.02";
        await using var again = await RunningLine.StartAsync(folder);
        await Eventually.TrueAsync(() => watcher.Samples()?.Sampling == "on", "sampling goes on", again.Log.ToString);
        await again.PassAsync(1);
        folder.Query<string>($"SELECT reasons FROM sample WHERE part_id = '{folder.Inspections()[^1].PartId}'").ShouldBe(["random, not_taught"]);
        await again.StopAsync();
    }
}
