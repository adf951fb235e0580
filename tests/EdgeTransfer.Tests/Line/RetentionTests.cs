using EdgeTransfer.Core.Registry;

namespace EdgeTransfer.Tests.Line;

[Collection(nameof(TaughtLines))]
public class RetentionTests(TaughtLine taught)
{
    [Fact]
    public async Task Heads_MoreThanAreKept_PinnedActivePreviousAndWaitingStay()
    {
        await using var own = await OwnLine.StartAsync(taught, TaughtLine.WideGate with { Mode = GateMode.Approve });
        own.Folder.Settings["Learning:KeepHeads"] = "1";
        await own.RestartAsync();
        var limit = own.BelowDefects(taught);
        List<string> heads = [];
        List<double> spent = [];
        for (var n = 0; n < 4; n++)
        {
            var offered = await own.Line.OfferAsync(taught.First, limit);
            offered.Word.ShouldBe("waiting", offered.Detail);
            heads.Add(offered.Head!);
            spent.Add(Math.Round(offered.Report!.Spent!.Defects.Alpha, 6));
            if (n < 3)
            {
                (await own.Anna.AskHeadAsync("activate", new { })).ShouldBeDone();
            }
        }

        spent[..3].ShouldBe([0.025, 0.0125, 0.00625], "each look at the lockbox is paid for");
        own.Stored().ShouldBe([taught.First, heads[1], heads[2], heads[3]], ignoreOrder: true);
        heads.Select(own.State).ShouldBe(["deleted", "retired", "active", "waiting"]);
        own.State(taught.First).ShouldBe("retired", "it is pinned");
        (own.Model.Pinned, own.Model.Previous, own.Model.Head, own.Model.Waiting!.Head).ShouldBe((taught.First, heads[1], heads[2], heads[3]));
        (await own.Anna.AskHeadAsync("rollback", new { reason = "as it was" })).ShouldBeDone();
        own.Line.Station.Slot.HeadVersion.ShouldBe(heads[1]);
        own.Stored().ShouldContain(heads[3], "what waits stays");
        await own.Line.StopAsync();
    }
}
