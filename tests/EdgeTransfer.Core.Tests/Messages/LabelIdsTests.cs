namespace EdgeTransfer.Core.Messages;

public class LabelIdsTests
{
    [Fact]
    public void Of_CommandAndPlace_IsAlwaysTheSameAndAnotherForAnother()
    {
        var command = Guid.Parse("01980000-0000-7000-8000-000000000001");

        var ids = Enumerable.Range(0, LabelsCommand.MaxCount).Select(i => LabelIds.Of(command, i)).ToList();

        ids.Distinct().Count().ShouldBe(LabelsCommand.MaxCount);
        ids.ShouldAllBe(id => id.Version == 8 && (id.Variant & 0xC) == 8);
        LabelIds.Of(command, 3).ShouldBe(ids[3]);
        LabelIds.Of(Guid.Parse("01980000-0000-7000-8000-000000000002"), 3).ShouldNotBe(ids[3]);
    }
}
