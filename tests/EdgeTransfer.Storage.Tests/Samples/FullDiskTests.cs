using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Sampling;

namespace EdgeTransfer.Storage.Samples;

/// <summary>The samples' folder on a disk that is full, the database on another.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Key = "k1";
    private const int Image = 100_000;

    private readonly Device _device = new();
    private readonly TinyDisk _disk = new("1m");

    public void Dispose()
    {
        _disk.Dispose();
        _device.Dispose();
    }

    [Theory]
    [InlineData(Image)]
    [InlineData(100)] // the image finds room, its features do not
    public async Task SaveAsync_DiskFull_LeavesNothingOfTheSampleAndTheNextGoesOn(int image)
    {
        var stored = 0;
        await Should.ThrowAsync<IOException>(async () =>
        {
            for (; stored < 100; stored++)
            {
                await SaveAsync($"p{stored}", image);
            }
        });

        stored.ShouldBeInRange(1, 99);
        _device.Number("SELECT COUNT(*) FROM sample").ShouldBe(stored);
        Directory.GetFiles(Path.Combine(_disk.Path, "gear")).Length.ShouldBe(2 * stored, "neither half a sample nor an unfinished file");
        var evictor = new SampleEvictor(_device.Database, Store, TimeProvider.System);
        (await evictor.MakeRoomAsync(_device.Number("SELECT SUM(bytes) FROM sample"))).Evicted.ShouldBeGreaterThan(0, "a full disk can be evicted from");
        await SaveAsync("next", image);
        Store.ReadFeatures("next", "gear", Key).ShouldNotBeNull();
    }

    [Fact]
    public async Task ReplaceFeatures_DiskFull_KeepsTheOldOnes()
    {
        await SaveAsync("p1", Image);
        var bytes = _device.Number("SELECT bytes FROM sample");

        Should.Throw<IOException>(() => Store.ReplaceFeatures("p1", "gear", Key, Features(300_000)));

        Store.ReadFeatures("p1", "gear", Key)!.Patches.Length.ShouldBe(5000);
        _device.Number("SELECT bytes FROM sample").ShouldBe(bytes);
    }

    private SampleStore Store => new(_device.Database, _disk.Path);

    private Task SaveAsync(string part, int image) => Store.SaveAsync(part, "gear", Some.Start, new byte[image], Key, Features(5000), kept: new(SamplingReasons.NotOk));

    private static Features Features(int count) => new(new float[count], 1, count, 1, [1]);
}
