using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Registry;

public class DataHashTests
{
    private static readonly LabelledSample First = new("top-1", "ok", null!, InLockbox: false);
    private static readonly LabelledSample Second = new("top-2", "scratch", null!, InLockbox: true);

    [Fact]
    public void Of_SameSamplesInAnotherOrder_IsTheSame() => DataHash.Of([Second, First]).ShouldBe(DataHash.Of([First, Second]));

    [Fact]
    public void Of_AnotherPartClassSideOrMark_IsAnother() => new[]
    {
        DataHash.Of([First]), DataHash.Of([First with { PartId = "top-3" }]), DataHash.Of([First with { Class = "scratch" }]), DataHash.Of([First with { InLockbox = true }]),
        DataHash.Of([First with { Marks = [new(0, 0, 0.5, 0.5)] }]), DataHash.Of([First with { Marks = [new(0, 0, 0.5, 0.25)] }]), DataHash.Of([]),
    }.ShouldBeUnique();
}
