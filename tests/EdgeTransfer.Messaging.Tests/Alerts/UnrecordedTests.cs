namespace EdgeTransfer.Messaging.Alerts;

public class UnrecordedTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private readonly InMemoryOutbox _outbox = new();
    private readonly Unrecorded _unrecorded;

    public UnrecordedTests() => _unrecorded = new(_outbox, TimeSpan.Zero);

    [Fact]
    public async Task PeekAsync_SomeAcknowledged_GivesAsManyOthers()
    {
        Fill(10);
        _unrecorded.Add(await _unrecorded.PeekAsync(3, [], default), Now);

        (await TextsAsync(4)).ShouldBe(["00003", "00004", "00005", "00006"]);
        _outbox.Count.ShouldBe(10);
        await _unrecorded.RecordAsync(Now);
        _outbox.Count.ShouldBe(7);
        (await TextsAsync(4)).ShouldBe(["00003", "00004", "00005", "00006"]);
    }

    [Fact]
    public async Task RecordAsync_DiskFails_KeptForTheNextTime()
    {
        Fill(2);
        _unrecorded.Add(await _unrecorded.PeekAsync(1, [], default), Now);
        _outbox.LostAcknowledgements = 1;

        await Should.ThrowAsync<IOException>(() => _unrecorded.RecordAsync(Now));

        (await TextsAsync(2)).ShouldBe(["00001"]);
        await _unrecorded.RecordAsync(Now);
        _outbox.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Wait_FromTheFirstOnOrUntilThereAreMany()
    {
        _unrecorded.Wait(Now).ShouldBe(Timeout.InfiniteTimeSpan);
        Fill(Unrecorded.Most);
        _unrecorded.Add(await _unrecorded.PeekAsync(1, [], default), Now);
        _unrecorded.Add(await _unrecorded.PeekAsync(1, [], default), Now + (Unrecorded.Every / 2));

        _unrecorded.Wait(Now + (Unrecorded.Every / 2)).ShouldBe(Unrecorded.Every / 2);
        _unrecorded.Wait(Now + Unrecorded.Every).ShouldBe(TimeSpan.Zero);
        await _unrecorded.RecordAsync(Now);
        _unrecorded.Wait(Now + Unrecorded.Every).ShouldBe(Timeout.InfiniteTimeSpan);
        _unrecorded.Add(await _unrecorded.PeekAsync(Unrecorded.Most, [], default), Now);
        Fill(2);
        _unrecorded.Add(await _unrecorded.PeekAsync(2, [], default), Now);
        _unrecorded.Wait(Now).ShouldBe(TimeSpan.Zero);
    }

    private void Fill(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _outbox.Add("a");
        }
    }

    private async Task<IEnumerable<string>> TextsAsync(int limit) =>
        (await _unrecorded.PeekAsync(limit, [], default)).Select(m => System.Text.Encoding.UTF8.GetString(m.Payload));
}
