namespace EdgeTransfer.Core.Inspecting;

public class FaultEpisodesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FaultEpisodes _episodes = new();

    [Fact]
    public void Next_ManyPartsForOneReason_TellsBeginAndEndWithTheCount()
    {
        var begin = Pass(NotInspectedReason.NotTaught, 0).ShouldHaveSingleItem();
        (begin.Phase, begin.Reason, begin.Detail, begin.Since, begin.Count).ShouldBe((FaultPhase.Begin, NotInspectedReason.NotTaught, "why", Start, 1));
        for (var i = 1; i < 500; i++)
        {
            Pass(NotInspectedReason.NotTaught, i).ShouldBeEmpty();
        }

        var end = Enumerable.Range(500, 100).SelectMany(i => Pass(NotInspectedReason.None, i)).ToList().ShouldHaveSingleItem();
        (end.Phase, end.Reason, end.Detail, end.Since, end.Last, end.Count).ShouldBe((FaultPhase.End, NotInspectedReason.NotTaught, null, Start, Start.AddSeconds(499), 500));
        end.Episode.ShouldBe(begin.Episode);
    }

    [Theory]
    [InlineData(0.02)] // 50 parts a second: time decides
    [InlineData(60)] // a part a minute: parts decide
    public void Next_FlickeringReason_IsOneEpisode(double seconds)
    {
        var notices = Enumerable.Range(0, 400).SelectMany(i => Pass(i % 4 == 0 ? NotInspectedReason.Dark : NotInspectedReason.None, i * seconds)).ToList();

        notices.ShouldHaveSingleItem().Phase.ShouldBe(FaultPhase.Begin);
        Enumerable.Range(400, 2000).SelectMany(i => Pass(NotInspectedReason.None, i * seconds)).ToList().ShouldHaveSingleItem().Count.ShouldBe(100);
    }

    [Theory]
    [InlineData(1, 1000, false)] // long ago, too few parts
    [InlineData(4, 1000, false)]
    [InlineData(5, 1000, true)]
    [InlineData(5, 10, true)]
    [InlineData(500, 9, false)] // many parts, too short
    public void Next_WithoutTheReason_EndsAfterPartsAndTime(int parts, double seconds, bool ends)
    {
        Pass(NotInspectedReason.Dark, 0);

        var notices = Enumerable.Range(1, parts).SelectMany(i => Pass(NotInspectedReason.None, i * seconds / parts)).ToList();

        (notices.Count > 0).ShouldBe(ends);
    }

    [Fact]
    public void Next_TwoReasonsInTurn_AreTwoEpisodes()
    {
        var notices = Enumerable.Range(0, 100).SelectMany(i => Pass(i % 2 == 0 ? NotInspectedReason.Dark : NotInspectedReason.Blurred, i)).ToList();

        notices.Select(n => (n.Phase, n.Reason)).ShouldBe([(FaultPhase.Begin, NotInspectedReason.Dark), (FaultPhase.Begin, NotInspectedReason.Blurred)]);
    }

    [Fact]
    public void Next_ClockSetBack_DoesNotKeepItOpen()
    {
        Pass(NotInspectedReason.Dark, 86_400);

        Enumerable.Range(0, 12).SelectMany(i => Pass(NotInspectedReason.None, i)).ToList().ShouldHaveSingleItem().Phase.ShouldBe(FaultPhase.End);
    }

    [Fact]
    public void Next_AnySequence_CountsEveryPartThatWasNotInspectedAndAlternates() =>
        Gen.Select(Gen.Enum<NotInspectedReason>(), Gen.Int[0, 8]).Array[0, 200].Sample(parts =>
        {
            var (episodes, at, notices) = (new FaultEpisodes(), Start, new List<FaultNotice>());
            foreach (var (reason, seconds) in parts)
            {
                at = at.AddSeconds(seconds);
                notices.AddRange(episodes.Next(reason, null, at));
            }

            for (var i = 0; i < FaultEpisodes.DefaultPartsWithout; i++)
            {
                at += FaultEpisodes.DefaultQuiet;
                notices.AddRange(episodes.Next(NotInspectedReason.None, null, at));
            }

            return notices.Where(n => n.Phase == FaultPhase.End).Sum(n => n.Count) == parts.Count(p => p.Item1 != NotInspectedReason.None)
                && notices.GroupBy(n => n.Episode).All(e => e.Select(n => n.Phase).SequenceEqual([FaultPhase.Begin, FaultPhase.End]))
                && notices.GroupBy(n => n.Reason).All(r => r.Select((n, i) => n.Phase == (i % 2 == 0 ? FaultPhase.Begin : FaultPhase.End)).All(alternates => alternates));
        });

    private IReadOnlyList<FaultNotice> Pass(NotInspectedReason reason, double seconds) => _episodes.Next(reason, reason == NotInspectedReason.None ? null : "why", Start.AddSeconds(seconds));
}
