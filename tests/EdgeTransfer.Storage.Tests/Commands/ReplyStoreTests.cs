namespace EdgeTransfer.Storage.Commands;

public sealed class ReplyStoreTests : IDisposable
{
    private readonly Device _device = new();

    private ReplyStore Store => new(_device.Database);

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task SaveAsync_AnswerThatWasOwed_TakesItsPlaceOnce()
    {
        await Store.SaveAsync(Reply(1, ""));
        _device.Restart();
        (await Store.FindAsync(Some.Id(1))).ShouldNotBeNull().IsOwed.ShouldBeTrue();

        await Store.SaveAsync(Reply(1, "first"));
        await Store.SaveAsync(Reply(1, "second"));
        _device.Restart();

        (await Store.FindAsync(Some.Id(1))).ShouldBe(Reply(1, "first"));
    }

    [Fact]
    public async Task SaveAsync_AnswersOlderThanTheyAreKept_GoUnlessTheyAreAmongTheLast()
    {
        await Store.SaveAsync(Reply(1, "old"));
        await Store.SaveAsync(Reply(2, "old, too"));
        _device.Execute($"UPDATE command SET seq = 2 WHERE id = '{Some.Id(2)}'");
        _device.Execute($"UPDATE sqlite_sequence SET seq = {ReplyStore.KeptInAnyCase} WHERE name = 'command'");

        await Store.SaveAsync(Reply(3, "new") with { At = Some.Start + ReplyStore.KeptFor + TimeSpan.FromSeconds(1) });

        (await Store.FindAsync(Some.Id(1))).ShouldBeNull();
        (await Store.FindAsync(Some.Id(2))).ShouldNotBeNull();
    }

    [Fact]
    public async Task ForgetAsync_OnlyWhatIsOwed_Goes()
    {
        await Store.SaveAsync(Reply(1, ""));
        await Store.SaveAsync(Reply(2, "answer"));

        await Store.ForgetAsync(Some.Id(1));
        await Store.ForgetAsync(Some.Id(2));

        (await Store.FindAsync(Some.Id(1))).ShouldBeNull();
        (await Store.FindAsync(Some.Id(2))).ShouldNotBeNull();
    }

    [Fact]
    public async Task LatestTimeAsync_OfAnEmptyDevice_IsNull()
    {
        (await Store.LatestTimeAsync()).ShouldBeNull();
        await Store.SaveAsync(Reply(1, "x"));
        (await Store.LatestTimeAsync()).ShouldBe(Some.Start);
    }

    private static StoredReply Reply(int number, string json) => new(Some.Id(number), "top", "pause", "digest", Some.Start, json);
}
