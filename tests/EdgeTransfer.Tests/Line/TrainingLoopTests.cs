using System.Text.Json;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>When a line trains, what it learns from, and what becomes of a training that does not end.</summary>
public sealed class TrainingLoopTests : IAsyncLifetime
{
    private const int Taught = 40;
    private const string Training =
        "SELECT id AS Id, asked_by AS AskedBy, reason AS Reason, state AS State, attempts AS Attempts, labels AS Labels, data_hash AS DataHash, head AS Head, outcome AS Outcome, detail AS Detail FROM training ORDER BY begun";

    private Mosquitto? _broker;
    private Watcher? _watcher;
    private LineFolder? _folder;

    private LineFolder Folder => _folder!;

    private Watcher Watcher => _watcher!;

    private Operator Anna => new(_broker!.Port);

    [Fact]
    public async Task Label_EnoughOfThem_TrainsByItselfAndTheSameDataGivesTheSameHead()
    {
        Folder.SetSource("sim:disc?seed=7&defects=0", training: new() { AfterLabels = Taught, Quiet = TimeSpan.Zero, CoolDown = TimeSpan.FromDays(1) });
        await using var line = await RunningLine.StartAsync(Folder);
        await line.PassAsync(Taught);
        await LabelAsync(Folder.Inspections());

        var first = await Watcher.TrainingAsync(1);
        (first.Outcome, first.Reason, first.By, first.Command).ShouldBe(("waiting", TrainingReason.Labels, "device", null), first.Detail);
        await Anna.ApproveAsync(first);
        await AskTrainAsync();
        var second = await Watcher.TrainingAsync(2);

        second.Outcome.ShouldBe("waiting", second.Detail);
        var rows = Folder.Query<TrainingLine>(Training);
        rows.Select(r => (r.AskedBy == "device", r.Reason, r.State, r.Outcome)).ShouldBe([(true, "labels", "ended", "waiting"), (false, "on_demand", "ended", "waiting")]);
        rows[1].DataHash.ShouldBe(rows[0].DataHash);
        var (a, b) = (Manifest(first.Head!), Manifest(second.Head!));
        b.TensorsSha256.ShouldBe(a.TensorsSha256, "the second had another champion");
        (b.DataHash, b.TrainingId, b.Samples["ok"]).ShouldBe((rows[1].DataHash, Guid.Parse(rows[1].Id), second.Samples));
        Folder.Query<string>("SELECT json FROM log WHERE kind = 'training'").Count.ShouldBe(2);
        Watcher.TrainingNews().ShouldContain(t => t.Progress != null && t.Training == first.Training);
        await line.StopAsync();
    }

    [Fact]
    public async Task Train_WhileTheLineLeavesNoTime_HoldsStillIsCancelledOrGoesOnAfterARestart()
    {
        Row late;
        await using (var line = await RunningLine.StartAsync(Folder))
        {
            await line.PassAsync(Taught);
            late = Folder.Inspections().Last(r => !Lockbox.Holds(r.PartId));
            await LabelAsync(Folder.Inspections().Where(r => r != late));
            await AskTrainAsync();
            await Anna.ApproveAsync(await Watcher.TrainingAsync(1));
            await line.StopAsync();
        }

        Folder.Settings["Learning:BusyLimit"] = "0.01";
        string suspended;
        await using (var line = await RunningLine.StartAsync(Folder))
        {
            line.Run();
            await line.RecordedAsync(rows => rows.Count(r => r.Head != null) > 20, "the head judges");
            await AskTrainAsync();
            await PausedAsync(1);

            var busy = await Anna.AskTrainAsync();
            (busy.GetProperty("reason").GetString(), busy.GetProperty("detail").GetString()!).ShouldSatisfyAllConditions(
                b => b.Item1.ShouldBe("busy"), b => b.Item2.ShouldContain("station top, asked for by anna, runs since 20"));
            await LabelAsync([late]);
            (await Anna.AskCancelAsync()).GetProperty("status").GetString().ShouldBe("accepted");
            var cancelled = await Watcher.TrainingAsync(2);
            (cancelled.Outcome, cancelled.Head).ShouldBe(("cancelled", null));
            cancelled.Detail.ShouldContain("bob");

            await AskTrainAsync();
            await PausedAsync(2);
            await line.StopAsync();
            suspended = Folder.Query<TrainingLine>(Training)[^1].Id;
        }

        var rows = Folder.Query<TrainingLine>(Training);
        LabelSet.Read(rows[2].Labels!).Except(LabelSet.Read(rows[1].Labels!)).ShouldHaveSingleItem("the label that came meanwhile is for the next one");
        (rows[2].State, rows[2].Attempts).ShouldBe(("open", 0), "an orderly stop is no attempt that failed");

        Folder.Settings["Learning:BusyLimit"] = "1";
        await using (var line = await RunningLine.StartAsync(Folder))
        {
            var ended = await Watcher.TrainingAsync(3);
            (ended.Training.ToString(), ended.Outcome).ShouldBe((suspended, "waiting"), ended.Detail);
            var row = Folder.Query<TrainingLine>(Training)[^1];
            (row.Id, row.Attempts, row.Labels, row.DataHash).ShouldBe((suspended, 1, rows[2].Labels, rows[2].DataHash));
            await line.StopAsync();
        }
    }

    [Fact]
    public async Task Start_TrainingsThatDiedWithTheService_AreBegunAgainOrGivenUp()
    {
        string head;
        await using (var line = await RunningLine.StartAsync(Folder))
        {
            await line.PassAsync(Taught);
            await LabelAsync(Folder.Inspections());
            await AskTrainAsync();
            head = (await Watcher.TrainingAsync(1)).Head!;
            await Anna.ApproveAsync(await Watcher.TrainingAsync(1));
            await line.StopAsync();
        }

        var (givenUp, again) = (Guid.NewGuid(), Guid.NewGuid());
        Insert(givenUp, attempts: 3);
        Leave(head, givenUp);
        await using (var line = await RunningLine.StartAsync(Folder))
        {
            await Eventually.TrueAsync(() => Row(givenUp).State == "ended", "it is given up", line.Log.ToString);
            Row(givenUp).ShouldSatisfyAllConditions(r => r.Outcome.ShouldBe("failed"), r => r.Detail!.ShouldContain("interrupted 3 times"));
            await Eventually.TrueAsync(() => Directory.GetDirectories(Folder.Heads).Length == 1, "its head is removed", line.Log.ToString);
            line.Station.Slot.HeadVersion.ShouldBe(head, "the champion goes on");
            await line.StopAsync();
        }

        Insert(again, attempts: 2);
        Leave(head, again);
        using (var connection = Folder.Open())
        using (var command = connection.CreateCommand())
        {
            command.CommandText = $$"""UPDATE training SET head = '{{head}}-2', options = '{"bankRows":64}' WHERE id = '{{again}}'""";
            command.ExecuteNonQuery().ShouldBe(1);
        }

        await using (var line = await RunningLine.StartAsync(Folder))
        {
            (await Watcher.TrainingAsync(2)).ShouldSatisfyAllConditions(t => t.Training.ShouldBe(again), t => t.Outcome.ShouldBe("waiting", t.Detail));
            Row(again).Attempts.ShouldBe(3);
            Folder.Query<string>($"SELECT state FROM head WHERE version = '{head}-2'").ShouldBeEmpty("it was cleared before anybody could take it in");
            Manifest(Row(again).Head!).Metrics["bankRows"].ShouldBe(64, "the settings that it began with, not those of now");
            await line.StopAsync();
        }
    }

    [Fact]
    public async Task Train_DiskFullWhenTheHeadIsStored_FailsAndTheNextOneWorks()
    {
        Assert.SkipUnless(Environment.UserName == "root" && OperatingSystem.IsLinux(), "a small disk can be mounted by root only");
        Directory.CreateDirectory(Path.Combine(Folder.Data, "heads"));
        Assert.SkipUnless(
            await ExitAsync("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", Path.Combine(Folder.Data, "heads")) == 0, "a small disk cannot be mounted here");
        try
        {
            await using var line = await RunningLine.StartAsync(Folder);
            await line.PassAsync(Taught);
            await LabelAsync(Folder.Inspections());
            await AskTrainAsync();
            var failed = await Watcher.TrainingAsync(1);
            (failed.Outcome, failed.Head).ShouldBe(("failed", null));
            failed.Detail.ShouldContain("space");
            Directory.EnumerateFileSystemEntries(Folder.Heads).ShouldBeEmpty("what was not finished is not in the way");

            (await ExitAsync("mount", "-o", "remount,size=64m", Path.Combine(Folder.Data, "heads"))).ShouldBe(0);
            await AskTrainAsync();
            var next = await Watcher.TrainingAsync(2);
            next.Outcome.ShouldBe("waiting", next.Detail);
            Folder.Query<TrainingLine>(Training).Select(r => r.Outcome).ShouldBe(["failed", "waiting"]);
            await line.StopAsync(1106);
        }
        finally
        {
            await ExitAsync("umount", "-l", Path.Combine(Folder.Data, "heads"));
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _broker = await Mosquitto.StartAsync();
        _watcher = await _broker.WatchAsync(LineFolder.Root + "/#");
        _folder = new LineFolder("sim:disc?seed=7&defects=0", _broker.Port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _folder!.Dispose();
        await _watcher!.DisposeAsync();
        await _broker!.DisposeAsync();
    }

    private static async Task<int> ExitAsync(string program, params string[] arguments)
    {
        await using var process = new ChildProcess(program, arguments);
        return await process.ExitAsync();
    }

    private Task LabelAsync(IEnumerable<Row> rows) => Anna.LabelAllAsync([.. rows.Select(r => (r.PartId, "ok"))]);

    private async Task AskTrainAsync() => (await Anna.AskTrainAsync()).GetProperty("status").GetString().ShouldBe("accepted");

    /// <summary>Until so many trainings have held still.</summary>
    private Task PausedAsync(int trainings) => Eventually.TrueAsync(
        () => Watcher.TrainingNews().Where(t => t.Progress?.State == TrainingProgress.Paused).DistinctBy(t => t.Training).Count() >= trainings, $"{trainings} trainings hold still", Watcher.Text);

    private TrainingLine Row(Guid id) => Folder.Query<TrainingLine>(Training).Single(r => r.Id == id.ToString());

    private HeadManifest Manifest(string version) => HeadFolders.LoadFolder(Path.Combine(Folder.Heads, version)).Value!.Manifest;

    /// <summary>A training in which the service died before it took its snapshot.</summary>
    private void Insert(Guid id, int attempts)
    {
        using var connection = Folder.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $$"""
            INSERT INTO training (id, product, station, asked_by, reason, state, attempts, begun, seed, options)
            VALUES ('{{id}}', '{{LineFolder.Product}}', '{{LineFolder.Station}}', 'anna', 'on_demand', 'open', {{attempts}}, '2100-01-01T00:00:00.0000000Z', 1, '{}')
            """;
        command.ExecuteNonQuery().ShouldBe(1);
    }

    /// <summary>A head that a training stored before the service died.</summary>
    private void Leave(string of, Guid training)
    {
        var left = Directory.CreateDirectory(Path.Combine(Folder.Heads, of + "-2")).FullName;
        File.Copy(Path.Combine(Folder.Heads, of, "head.safetensors"), Path.Combine(left, "head.safetensors"));
        var manifest = JsonSerializer.Serialize(Manifest(of) with { Version = of + "-2", TrainingId = training }, JsonSerializerOptions.Web);
        File.WriteAllText(Path.Combine(left, "manifest.json"), manifest);
    }

    private sealed record TrainingLine(
        string Id, string AskedBy, string Reason, string State, long Attempts, string? Labels, string? DataHash, string? Head, string? Outcome, string? Detail);
}
