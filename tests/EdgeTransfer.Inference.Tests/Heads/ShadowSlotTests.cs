using EdgeTransfer.Core.Watching;

namespace EdgeTransfer.Inference.Heads;

public class ShadowSlotTests
{
    [Fact]
    public void Lease_WithNone_IsNull() => new ShadowSlot().Lease().ShouldBeNull();

    [Fact]
    public void Withdraw_WhileALeaseIsOut_FreesTheHeadAtItsEnd()
    {
        using var slot = new ShadowSlot();
        var head = SmallHead.Serve("a");
        slot.Publish(head, SmallHead.Bands("a"), ShadowPurpose.Trial);
        var lease = slot.Lease()!.Value;
        (lease.Head, lease.Purpose, lease.Policy.Version).ShouldBe((head, ShadowPurpose.Trial, "p-a"));

        slot.Withdraw();

        head.IsFreed.ShouldBeFalse();
        (slot.HeadVersion, slot.Lease()).ShouldBe((null, null));
        lease.Dispose();
        head.IsFreed.ShouldBeTrue();
    }

    /// <summary>The previous head goes on in shadow after a swap by the use of a lease that is not ended; the active slot knows nothing of it.</summary>
    [Fact]
    public void Publish_LeaseOfTheReplacedHead_KeepsItUntilWithdrawn()
    {
        using var active = new JudgeSlot();
        using var slot = new ShadowSlot();
        var (old, next) = (SmallHead.Serve("a"), SmallHead.Serve("b"));
        active.Publish(old, SmallHead.Bands("a"));
        var former = active.Lease()!.Value;

        active.Publish(next, SmallHead.Bands("b"));
        slot.Publish(former.Head, former.Policy, ShadowPurpose.Watch);

        old.IsFreed.ShouldBeFalse();
        slot.Withdraw();
        (old.IsFreed, next.IsFreed, active.HeadVersion).ShouldBe((true, false, "b"));
    }

    [Fact]
    public void Publish_PolicyOfAnotherHead_IsABug()
    {
        using var slot = new ShadowSlot();
        using var head = SmallHead.Serve("a");
        Should.Throw<ArgumentException>(() => slot.Publish(head, SmallHead.Bands("b"), ShadowPurpose.Watch));
    }

    [Fact]
    public async Task Publish_ThousandTimesUnderAReader_NeverLeasesAFreedHead()
    {
        using var slot = new ShadowSlot();
        using var done = new CancellationTokenSource();
        var leases = 0;
        var reader = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                using var lease = slot.Lease();
                (lease?.Head.IsFreed ?? false).ShouldBeFalse();
                Interlocked.Add(ref leases, lease is null ? 0 : 1);
            }
        });

        List<ServedHead> heads = [];
        for (var i = 1; i <= 1000 || (Volatile.Read(ref leases) == 0 && !reader.IsFaulted); i++)
        {
            heads.Add(SmallHead.Serve($"{i}"));
            slot.Publish(heads[^1], SmallHead.Bands($"{i}"), ShadowPurpose.Watch);
            if (i % 3 == 0)
            {
                slot.Withdraw();
            }

            await Task.Yield();
        }

        slot.Withdraw();
        await done.CancelAsync();
        await reader;
        heads.ShouldAllBe(h => h.IsFreed);
    }
}
