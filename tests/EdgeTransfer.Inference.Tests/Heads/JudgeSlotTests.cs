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

    [Fact]
    public void TryPublish_PolicyOfTheSameHead_KeepsTheHeadAndFreesItOnce()
    {
        using var slot = new JudgeSlot();
        var head = SmallHead.Serve("a");
        slot.Publish(head, SmallHead.Bands("a"));
        var early = slot.Lease()!.Value;
        var moved = SmallHead.Bands("a") with { Version = "p-a-2", UnsureFrom = 1.5 };

        slot.TryPublish(moved).ShouldBeTrue();

        early.Policy.Version.ShouldBe("p-a", "a part that has begun keeps its bands");
        using (var late = slot.Lease()!.Value)
        {
            (late.Head, late.Policy).ShouldBe((head, moved));
        }

        early.Dispose();
        head.IsFreed.ShouldBeFalse("the slot still holds it");
        slot.Publish(SmallHead.Serve("b"), SmallHead.Bands("b"));
        head.IsFreed.ShouldBeTrue();
    }

    [Fact]
    public void TryPublish_OtherHeadOrNone_ChangesNothing()
    {
        using var slot = new JudgeSlot();
        slot.TryPublish(SmallHead.Bands("a")).ShouldBeFalse();
        slot.Lease().ShouldBeNull();
        slot.Publish(SmallHead.Serve("b"), SmallHead.Bands("b"));

        slot.TryPublish(SmallHead.Bands("a")).ShouldBeFalse();

        using var lease = slot.Lease()!.Value;
        lease.Policy.ShouldBe(SmallHead.Bands("b"));
    }

    [Fact]
    public void TryMove_AfterASwapSinceTheReading_DoesNotBringTheFreedHeadBack()
    {
        using var slot = new JudgeSlot();
        slot.Publish(SmallHead.Serve("a"), SmallHead.Bands("a"));
        var seen = slot.Current!;
        slot.Publish(SmallHead.Serve("b"), SmallHead.Bands("b"));

        slot.TryMove(seen, SmallHead.Bands("a")).ShouldBeFalse();

        seen.Head.IsFreed.ShouldBeTrue();
        slot.HeadVersion.ShouldBe("b");
        using var lease = slot.Lease()!.Value;
        lease.Policy.ShouldBe(SmallHead.Bands("b"));
    }

    /// <summary>Heads and policies move at once: a policy never lies on another head, no freed head comes back, and each is freed once.</summary>
    [Fact]
    public async Task TryPublish_UnderSwapsAndReaders_NeverBringsBackAFreedHead()
    {
        using var slot = new JudgeSlot();
        slot.Publish(SmallHead.Serve("0"), SmallHead.Bands("0"));
        using var done = new CancellationTokenSource();
        var (moves, leases) = (0, 0);
        var movers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                if (slot.TryPublish(SmallHead.Bands(slot.HeadVersion!)))
                {
                    Interlocked.Increment(ref moves);
                }
            }
        })).ToArray();
        var reader = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                using var lease = slot.Lease()!.Value;
                lease.Head.IsFreed.ShouldBeFalse();
                lease.Policy.Head.ShouldBe(lease.Head.Manifest.Version);
                Interlocked.Increment(ref leases);
            }
        });

        List<ServedHead> heads = [];
        for (var i = 1; i <= 1000 || ((Volatile.Read(ref moves) == 0 || Volatile.Read(ref leases) == 0) && !reader.IsFaulted); i++) // a busy machine starts them late
        {
            heads.Add(SmallHead.Serve($"{i}"));
            slot.Publish(heads[^1], SmallHead.Bands($"{i}"));
            slot.HeadVersion.ShouldBe($"{i}", "a mover must not undo a swap");
            await Task.Yield();
        }

        await done.CancelAsync();
        await Task.WhenAll([.. movers, reader]);
        heads[..^1].ShouldAllBe(h => h.IsFreed);
        heads[^1].IsFreed.ShouldBeFalse();
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
