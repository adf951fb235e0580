namespace EdgeTransfer.Core.Registry;

public class PointerCheckTests
{
    [Theory]
    [InlineData(null, null, null, 0, PointerRepair.None)]
    [InlineData("a", 3L, "a", 3, PointerRepair.None)]
    [InlineData(null, null, "a", 1, PointerRepair.MovePointer)] // killed before the first pointer, or the file is damaged
    [InlineData("a", 3L, "b", 4, PointerRepair.MovePointer)] // killed between history and pointer
    [InlineData("a", 4L, "b", 4, PointerRepair.MovePointer)]
    [InlineData("b", 5L, "a", 4, PointerRepair.AdoptPointer)] // the database comes from a backup
    [InlineData("a", null, null, 0, PointerRepair.AdoptPointer)] // an older release wrote it
    [InlineData("b", null, "a", 4, PointerRepair.AdoptPointer)]
    [InlineData("a", null, "a", 4, PointerRepair.MovePointer)]
    public void Decide_PointerAndHistory_AreBroughtTogether(string? pointed, long? sequence, string? last, long at, PointerRepair repair) =>
        PointerCheck.Decide(pointed, sequence, last is null ? null : new(at, default, last, "p", null, "anna", null, ActivationKind.Swap)).ShouldBe(repair);
}
