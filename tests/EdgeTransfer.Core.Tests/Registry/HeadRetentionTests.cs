namespace EdgeTransfer.Core.Registry;

public class HeadRetentionTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Surplus_OldHeads_GoUnlessNeeded()
    {
        (string, DateTimeOffset, HeadState)[] stored =
        [
            Head(0, HeadState.Active), Head(1, HeadState.Retired), Head(2, HeadState.Waiting), Head(3, HeadState.NotPassed), Head(4, HeadState.OnTrial),
            Head(5, HeadState.Retired), Head(6, HeadState.Trained), Head(7, HeadState.Retired), Head(8, HeadState.Rejected),
        ];

        HeadRetention.Surplus(stored, new HashSet<string> { "h5" }, keep: 2).ShouldBe(["h6", "h3", "h1"]);
    }

    [Fact]
    public void Surplus_AnyHeads_NeverTakesOneOfTheNewestOrOneThatJudgesOrWaits() =>
        Gen.Select(Gen.Enum<HeadState>().Array[0, 12], Gen.Int[0, 5]).Sample((states, keep) =>
        {
            var stored = states.Select((state, i) => Head(i, state)).ToList();
            var surplus = HeadRetention.Surplus(stored, new HashSet<string>(), keep);
            var newest = stored.Skip(Math.Max(0, stored.Count - keep)).Select(h => h.Version);
            return !surplus.Intersect(newest).Any()
                && stored.Where(h => surplus.Contains(h.Version)).All(h => h.State is not (HeadState.Active or HeadState.Waiting or HeadState.OnTrial or HeadState.Deleted));
        });

    private static (string Version, DateTimeOffset Created, HeadState State) Head(int number, HeadState state) => ($"h{number}", Start.AddHours(number), state);
}
