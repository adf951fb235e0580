using System.Text;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Storage.Audit;

namespace EdgeTransfer.Storage.Operators;

public sealed class OperatorStoreTests : IDisposable
{
    private readonly Device _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task Append_SameNameTwice_HasOneRandomKeyAndTheLogNoName()
    {
        await AppendAsync("anna-of-line-4", 0);
        await AppendAsync("bob", 0);
        await AppendAsync("anna-of-line-4", 1);
        await AppendAsync("device", 1);

        var rows = Log.Read(new()).ToList();

        rows.Select(r => r.Name).ShouldBe(["anna-of-line-4", "bob", "anna-of-line-4", null]);
        rows[0].By.ShouldMatch("^op-[0-9a-f]{8}$");
        rows[2].By.ShouldBe(rows[0].By);
        rows[1].By.ShouldNotBe(rows[0].By);
        rows[3].By.ShouldBe("device");
        _device.Number("SELECT COUNT(*) FROM log WHERE said_by IN ('anna-of-line-4', 'bob')").ShouldBe(0);
    }

    [Fact]
    public async Task ForgetAsync_NameNotSeenForSoLong_LeavesTheChainSoundAndNoTraceOfTheName()
    {
        await AppendAsync("anna-of-line-4", 0);
        await AppendAsync("bob-of-line-5", 0);
        await AppendAsync("bob-of-line-5", 10);
        var key = Log.Read(new() { By = "anna-of-line-4" }).ShouldHaveSingleItem().By;
        var head = await Log.HeadAsync();

        (await Store.ForgetAsync(Some.Start.AddDays(5))).ShouldBe(1);

        Log.Verify([head]).IsSound.ShouldBeTrue();
        Log.Read(new()).Select(r => r.Name ?? r.By).ShouldBe([key, "bob-of-line-5", "bob-of-line-5"]);
        Holds("bob-of-line-5").ShouldBeTrue("the search finds what is there");
        Holds("anna-of-line-4").ShouldBeFalse();
        await AppendAsync("anna-of-line-4", 11);
        Log.Read(new() { By = "anna-of-line-4" }).ShouldHaveSingleItem().By.ShouldNotBe(key, "who was forgotten is somebody new");
    }

    [Fact]
    public async Task ForgetAsync_OperatorWhoGivesTheirKey_WasSeen()
    {
        await AppendAsync("ann", 0);
        var key = Log.Read(new()).Single().By;
        await AppendAsync(key, 10);

        (await Store.ForgetAsync(Some.Start.AddDays(5))).ShouldBe(0);

        Log.Read(new()).Select(r => r.Name).ShouldBe(["ann", "ann"]);
    }

    [Fact]
    public async Task ForgetAsync_OneOfManyWhoseRowsFillPages_LeavesNoCopyOfAnyOfThem()
    {
        for (var i = 0; i < 400; i++)
        {
            await AppendAsync($"somebody-of-shift-{i * 7919 % 400:D3}", i % 2);
        }

        (await Store.ForgetAsync(Some.Start.AddDays(0.5))).ShouldBe(200);

        var log = Log.Read(new()).ToList();
        log.Count(r => r.Name is null).ShouldBe(200);
        Enumerable.Range(0, 400).Select(i => $"somebody-of-shift-{i:D3}").Where(Holds).Order().ShouldBe(log.Select(r => r.Name).OfType<string>().Order());
    }

    private AuditLog Log => new(_device.Database);

    private OperatorStore Store => new(_device.Database);

    private Task AppendAsync(string by, int days) => Log.AppendAsync(new(AuditKind.Swap, "gear", "h1", by, Some.Start.AddDays(days), "{}"));

    private bool Holds(string text) => new[] { "", "-wal" }.Select(end => _device.DatabaseFile + end).Where(File.Exists).Any(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });
}
