using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Tests.Learning;

public class WatchSessionTests
{
    [Theory]
    [InlineData("new", "old", true)]
    [InlineData("other", "old", false)] // judged before the swap
    [InlineData("new", "other", false)] // compared with the silent head of the session before
    public void Add_PartOfTheseTwoHeadsOrNot_CountsOnlyTheirs(string head, string shadow, bool counts)
    {
        using var station = new Station(new StationFile { Schema = StationFile.CurrentSchema, Station = "top", Camera = new("sim:disc"), Recipe = new Recipe { Product = "disc" } });
        var plan = new WatchPlan("new", "p-new", "old", "p-old", new(0, 60), new(0, 200), DateTimeOffset.UnixEpoch);
        var session = new WatchSession(station, new Watch(plan, new()), new());
        var inspection = station.NewRecord(1, "", DateTimeOffset.UnixEpoch, head, "p-new") with { Verdict = Verdict.Ok };

        session.Add(new(station, inspection, ShadowPurpose.Watch, head, shadow, Verdict.Ng, 1, default, default)).ShouldBe(counts);

        session.Counts.Parts.ShouldBe(counts ? 1 : 0);
        session.Decision.ShouldBe(WatchDecision.GoesOn);
    }
}
