using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Testing;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Tests.Line;

/// <summary>A whole device on a disk that is full when it trains.</summary>
public class FullDiskTrainingTests(TaughtSeed seed) : IClassFixture<TaughtSeed>
{
    private const int TrainingFailed = 1106;

    [Theory]
    [InlineData(96 << 10, "the head")]
    [InlineData(0, "anything")]
    public async Task Train_DiskFullInTheMiddle_KeepsChampionLabelsAndLogAndTheNextOneWorks(int room, string noRoomFor)
    {
        Assert.SkipUnless(Environment.UserName == "root" && OperatingSystem.IsLinux(), "NO FULL DISK: mounting a tmpfs needs root.");
        using var folder = await seed.CopyAsync();
        var disk = folder.NewFolder("disk");
        Assert.SkipUnless(await ExitAsync("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", disk) == 0, "NO FULL DISK: a tmpfs cannot be mounted here.");
        try
        {
            await TaughtSeed.CopyAsync(folder.Data, Path.Combine(disk, "data"), link: false);
            folder.Settings["Device:DataFolder"] = Path.Combine(disk, "data");
            await using var line = await RunningLine.StartAsync(folder, connected: false);
            var filler = Fill(disk, room);

            if (noRoomFor == "anything")
            {
                (await Should.ThrowAsync<SqliteException>(TaughtSeed.TrainAsync(line, folder))).Message.ShouldContain("full");
            }
            else
            {
                var failed = await TaughtSeed.TrainAsync(line, folder);
                failed.Outcome.ShouldBe("failed");
                failed.Detail.ShouldContain("space");
            }

            line.Station.Slot.HeadVersion.ShouldBe(seed.First);
            Directory.EnumerateDirectories(folder.Heads).ShouldHaveSingleItem("what was not finished is not in the way");
            File.Delete(filler);

            var (outcome, detail) = await TaughtSeed.TrainAsync(line, folder);
            outcome.ShouldBe("swapped", detail);
            HeadFolders.LoadFolder(Path.Combine(folder.Heads, line.Station.Slot.HeadVersion!)).Value!.Manifest.TensorsSha256.ShouldBe(seed.Expected);
            int[] errors = noRoomFor == "anything" ? [] : [TrainingFailed];
            await line.StopAsync(errors);
            folder.Query<string>("SELECT id FROM label ORDER BY seq").ShouldBe(seed.Labels);
            folder.ShouldHaveAWholeLog().Count(e => e.Kind == "training").ShouldBe(2 + errors.Length, "a line for each training that was begun");
            folder.Query<string>("PRAGMA integrity_check").ShouldBe(["ok"]);
        }
        finally
        {
            await ExitAsync("umount", "-l", disk);
        }
    }

    /// <summary>Leaves so many bytes; the file that takes the rest.</summary>
    private static string Fill(string disk, int room)
    {
        var path = Path.Combine(disk, "filler");
        using var filler = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1 << 12];
        try
        {
            for (var left = new DriveInfo(disk).AvailableFreeSpace - room; left >= block.Length; left -= block.Length)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // The device writes too: full is what it should be.
        }

        return path;
    }

    private static async Task<int> ExitAsync(string program, params string[] arguments)
    {
        await using var process = new ChildProcess(program, arguments);
        return await process.ExitAsync();
    }
}
