namespace EdgeTransfer.Inference.Heads;

public class JudgeSlotTests
{
    [Fact]
    public void Lease_BeforeTheFirstHead_IsNull() => new JudgeSlot().Lease().ShouldBeNull();

    [Fact]
    public void Publish_WhileALeaseIsOut_FreesTheOldHeadOnlyAtItsEnd()
    {
        using var slot = new JudgeSlot();
        var (first, second) = (SmallHead.Serve("a"), SmallHead.Serve("b"));
        slot.Publish(first, SmallHead.Bands("a"));
        var lease = slot.Lease()!.Value;

        slot.Publish(second, SmallHead.Bands("b"));

        first.IsFreed.ShouldBeFalse();
        lease.Head.ShouldBeSameAs(first);
        lease.Dispose();
        first.IsFreed.ShouldBeTrue();
        second.IsFreed.ShouldBeFalse();
        slot.HeadVersion.ShouldBe("b");
    }

    [Fact]
    public void Publish_PolicyOfAnotherHead_IsABug()
    {
        using var slot = new JudgeSlot();
        using var head = SmallHead.Serve("a");
        Should.Throw<ArgumentException>(() => slot.Publish(head, SmallHead.Bands("b")));
    }

    /// <summary>Law 3 under load: no lease sees freed tensors or a policy of another head, and in the end every old head is freed.</summary>
    [Fact]
    public async Task Publish_ThousandSwapsUnderReaders_NeverLeasesAFreedHead()
    {
        using var slot = new JudgeSlot();
        slot.Publish(SmallHead.Serve("0"), SmallHead.Bands("0"));
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var leases = 0;
            while (!done.IsCancellationRequested)
            {
                using var lease = slot.Lease()!.Value;
                lease.Head.IsFreed.ShouldBeFalse();
                lease.Policy.Head.ShouldBe(lease.Head.Manifest.Version);
                leases++;
            }

            return leases;
        })).ToArray();

        List<ServedHead> heads = [];
        for (var i = 1; i <= 1000; i++)
        {
            heads.Add(SmallHead.Serve($"{i}"));
            slot.Publish(heads[^1], SmallHead.Bands($"{i}"));
            await Task.Yield();
        }

        await done.CancelAsync();
        (await Task.WhenAll(readers)).Sum().ShouldBeGreaterThan(0);
        heads[..^1].ShouldAllBe(h => h.IsFreed);
        heads[^1].IsFreed.ShouldBeFalse();
    }
}
