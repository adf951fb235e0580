using System.Text;
using Dapper;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Operators;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>Where the name of an operator stands after all that an operator can do, and that it can be forgotten.</summary>
public class NamesTests
{
    private const string Name = "annabelle-of-hall-7";

    [Fact]
    public async Task Forget_AfterAllThatAnOperatorCanDo_LeavesTheNameNowhere()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = TwoHeads.NewFolder(broker);
        await using (var line = await RunningLine.StartAsync(folder))
        {
            await DoAllAsync(new(broker.Port, Name), line, folder, watcher);
            await line.StopAsync();
        }

        Holding(folder).ShouldBe(["operator"], "keys stand for the name everywhere else");
        Files(folder).ShouldContain("line.db", "the search finds what is there");
        folder.ShouldHaveAWholeLog();
        using (var database = LineDatabase.Open(folder.Database).Value!)
        {
            (await new OperatorStore(database).ForgetAsync(TimeProvider.System.GetUtcNow().AddDays(1))).ShouldBe(1);
        }

        Files(folder).ShouldBeEmpty();
        folder.ShouldHaveAWholeLog();
    }

    private static async Task DoAllAsync(Operator anna, RunningLine line, LineFolder folder, Watcher watcher)
    {
        await line.PassAsync(1);
        (await anna.AskHeadAsync("rollback", new { reason = "no good" })).ShouldBeRefused("no_previous");
        var (_, second) = await TwoHeads.TeachAsync(line, folder, anna, watcher);
        (await anna.AskHeadAsync("activate", new { head = second })).ShouldBeDone();
        (await anna.AskHeadAsync("threshold", new { unsureFrom = 1, ngFrom = 2 })).ShouldBeDone();
        (await anna.AskHeadAsync("rollback", new { reason = "it misses scratches" })).ShouldBeDone();
        (await anna.AskHeadAsync("pin", new { head = second, reason = "released by quality" })).ShouldBeDone();
        var good = folder.Inspections()[0].PartId;
        (await anna.AskHeadAsync("golden", new { partId = good })).ShouldBeDone();
        (await anna.AskHeadAsync("golden", new { partId = good, release = true })).ShouldBeDone();
        (await anna.AskHeadAsync("pause", new { reason = "new lamp" })).ShouldBeDone();
        (await anna.AskHeadAsync("resume", new { })).ShouldBeDone();
        (await anna.AskHeadAsync("labels", new { labels = new[] { new { partId = good, label = "ok" } } })).ShouldBeDone();
        var third = await TwoHeads.TrainAsync(anna, watcher, 3);
        (await anna.AskHeadAsync("reject", new { reason = "too few defects yet" })).ShouldBeDone();
        (await anna.AskHeadAsync("activate", new { head = third })).ShouldBeRefused("needs_override");
        (await anna.AskHeadAsync("activate", new Dictionary<string, object> { ["head"] = third, ["override"] = true, ["reason"] = "a trial" })).ShouldBeDone();
        (await anna.AskTrainAsync()).ShouldBeAccepted();
        (await anna.AskCancelAsync(Name)).ShouldBeAccepted();
        (await watcher.TrainingAsync(4)).ShouldSatisfyAllConditions(t => t.Outcome.ShouldBe("cancelled"), t => t.Detail.ShouldContain(Name));
    }

    /// <summary>Tables that hold the name in any column.</summary>
    private static List<string> Holding(LineFolder folder)
    {
        using var connection = folder.Open();
        var columns = connection.Query<(string Table, string Column)>("SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'").ToList();
        columns.Count.ShouldBeGreaterThan(50);
        return [.. columns.Where(c => connection.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM \"{c.Table}\" WHERE instr(CAST(\"{c.Column}\" AS TEXT), @Name) > 0)", new { Name })).Select(c => c.Table).Distinct()];
    }

    /// <summary>Files of the data folder that hold its bytes.</summary>
    private static List<string> Files(LineFolder folder) =>
        [.. Directory.EnumerateFiles(folder.Data, "*", SearchOption.AllDirectories).Where(f => File.ReadAllBytes(f).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Name)) >= 0).Select(f => Path.GetRelativePath(folder.Data, f))];
}
