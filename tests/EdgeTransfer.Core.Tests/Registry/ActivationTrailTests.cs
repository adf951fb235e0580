namespace EdgeTransfer.Core.Registry;

public class ActivationTrailTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("+a", null)]
    [InlineData("+a +b", "a")]
    [InlineData("+a +b +c", "b")]
    [InlineData("+a +b +c -b", "a")] // going back twice goes two heads back
    [InlineData("+a +b +c -b -a", null)]
    [InlineData("+a +b -a +c", "a")] // the head that was left is no way back
    [InlineData("+a +b +a", "b")]
    [InlineData("+a +b +a -b", null)]
    [InlineData("+a +b +c -a", null)]
    [InlineData("+a -z", "a")] // a version from before the history
    [InlineData("+a +b =a +c", "a")]
    [InlineData("=a +b", "a")]
    public void Previous_History_IsTheHeadBelow(string steps, string? previous) => ActivationTrail.Previous(History(steps)).ShouldBe(previous);

    [Fact]
    public void Of_AnyHistory_EndsInTheActiveHeadAndNamesEachOnce() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], (kind, head) => $"{"+-="[kind]}{"abcd"[head]}").Array[1, 30].Sample(steps =>
        {
            var trail = ActivationTrail.Of(History(string.Join(' ', steps)));
            return trail[^1] == steps[^1][1..] && trail.Distinct().Count() == trail.Count;
        });

    private static IEnumerable<Activation> History(string steps) => steps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((step, i) => new Activation(
        i + 1, DateTimeOffset.UnixEpoch.AddSeconds(i), step[1..], "p", null, "anna", null,
        step[0] switch { '+' => ActivationKind.Swap, '-' => ActivationKind.Rollback, _ => ActivationKind.Restore }));
}
