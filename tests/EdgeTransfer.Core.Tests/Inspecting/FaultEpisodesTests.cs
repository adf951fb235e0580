namespace EdgeTransfer.Core.Inspecting;

public class FaultEpisodesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Next_ManyPartsForOneReason_TellsBeginAndEndWithTheCount()
    {
        var episodes = new FaultEpisodes();

        episodes.Next(NotInspectedReason.NotTaught, "no head", Start).ShouldBe([new(FaultPhase.Begin, NotInspectedReason.NotTaught, "no head", Start, 1)]);
        for (var i = 1; i < 500; i++)
        {
            episodes.Next(NotInspectedReason.NotTaught, "no head", Start.AddSeconds(i)).ShouldBeEmpty();
        }

        episodes.Next(NotInspectedReason.None, null, Start.AddSeconds(500)).ShouldBe([new(FaultPhase.End, NotInspectedReason.NotTaught, null, Start, 500)]);
        episodes.Next(NotInspectedReason.None, null, Start.AddSeconds(501)).ShouldBeEmpty();
    }

    [Fact]
    public void Next_OtherReason_EndsTheOneAndBeginsTheOther()
    {
        var episodes = new FaultEpisodes();
        episodes.Next(NotInspectedReason.Dark, "", Start);

        episodes.Next(NotInspectedReason.NoFrame, "gone", Start.AddSeconds(1)).Select(n => (n.Phase, n.Reason))
            .ShouldBe([(FaultPhase.End, NotInspectedReason.Dark), (FaultPhase.Begin, NotInspectedReason.NoFrame)]);
    }

    [Fact]
    public void Next_AnySequence_CountsEveryPartThatWasNotInspected() =>
        Gen.Enum<NotInspectedReason>().Array[0, 100].Sample(reasons =>
        {
            var episodes = new FaultEpisodes();
            var notices = reasons.Append(NotInspectedReason.None).SelectMany(r => episodes.Next(r, null, Start)).ToArray();
            return notices.Where(n => n.Phase == FaultPhase.End).Sum(n => n.Count) == reasons.Count(r => r != NotInspectedReason.None)
                && notices.Count(n => n.Phase == FaultPhase.Begin) == notices.Count(n => n.Phase == FaultPhase.End);
        });
}
