using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Core.Labels;

public class SecondLookTests
{
    private static readonly HashSet<string> None = [];

    [Fact]
    public void Find_ScoreBeyondTheMeanOfTheOtherKind_IsListedWithEscapesFirst()
    {
        // Good: 1, 1, 1, 1, 11 → 3; defects: 9, 9, 9, 9, 2 → 7.6.
        var (labels, scores) = Line([1, 1, 1, 1, 11], [9, 9, 9, 9, 2]);

        var found = SecondLook.Find(labels, None, scores, [], 0);

        found.Select(i => (i.PartId, i.Kind)).ShouldBe([("g4", SecondLookKind.LooksDefective), ("d4", SecondLookKind.LooksGood)]);
        found[0].Strength.ShouldBe(3.4 / 4.6, 1e-9);
        found[0].Sentence.ShouldBe("g4 is labelled 'ok', but heads that had not learnt it scored it 11, like a defect (on average good parts have 3, defects 7.6).");
        found[1].Sentence.ShouldContain("like a good part");
    }

    [Fact]
    public void Find_LabelConfirmedOrCorrectedSince_IsNotListed()
    {
        var (labels, scores) = Line([1, 1, 1, 1, 1, 11], [9, 9, 9, 9, 9, 2]);
        labels["g5"] = "crack";

        SecondLook.Find(labels, new HashSet<string> { "d5" }, scores, [], 0).ShouldBeEmpty();
    }

    [Fact]
    public void Find_FewOfAKindOrHeadsThatCannotTell_HaveNoSay()
    {
        var (few, fewScores) = Line([1, 1, 1, 1, 11], [9, 9, 9, 2]);
        var (blind, blindScores) = Line([9, 9, 9, 9, 1], [1, 1, 1, 1, 9]);

        SecondLook.Find(few, None, fewScores, [], 0).ShouldBeEmpty();
        SecondLook.Find(blind, None, blindScores, [], 0).ShouldBeEmpty();
    }

    [Fact]
    public void Find_PartsThatLookAlikeWithOtherLabels_AreListedGoodAgainstDefectFirst()
    {
        Dictionary<string, string> labels = new() { ["a"] = "crack", ["b"] = "ok", ["c"] = "pit", ["d"] = "ok", ["e"] = "ok" };

        var found = SecondLook.Find(labels, None, [], [("a", "c", 0.1), ("a", "b", 0.4), ("c", "d", 0.2), ("b", "d", 0.1), ("a", "e", 0.6), ("a", "gone", 0)], 0.5);

        found.Select(i => (i.PartId, i.Other, i.Kind)).ShouldBe(
            [("d", "c", SecondLookKind.Contradiction), ("b", "a", SecondLookKind.Contradiction), ("a", "c", SecondLookKind.OtherDefect)]);
        found[0].Sentence.ShouldBe("d is labelled 'ok' and c 'pit', but they look alike (distance 0.2, alike up to 0.5).");
        SecondLook.Find(labels, new HashSet<string> { "c", "d" }, [], [("c", "d", 0.2)], 0.5).ShouldBeEmpty("both were looked at again");
    }

    [Fact]
    public void Find_AnyScores_ListEachPartOnceWithinItsKindByStrength() =>
        Gen.Select(Gen.Double[-5, 5].Array[5, 30], Gen.Double[-5, 5].Array[5, 30]).Sample((good, defects) =>
        {
            var (labels, scores) = Line(good, defects);

            var found = SecondLook.Find(labels, None, scores, [], 0);

            found.ShouldBeUnique();
            found.Select(i => i.PartId).Distinct().Count().ShouldBe(found.Count);
            found.ShouldAllBe(i => i.Strength >= 0 && i.Kind == (i.Class == Label.Ok ? SecondLookKind.LooksDefective : SecondLookKind.LooksGood));
            found.Zip(found.Skip(1)).ShouldAllBe(p => p.First.Kind < p.Second.Kind || (p.First.Kind == p.Second.Kind && p.First.Strength >= p.Second.Strength));
        });

    private static (Dictionary<string, string> Labels, List<PartScore> Scores) Line(double[] good, double[] defects)
    {
        List<PartScore> scores = [.. good.Select((s, i) => new PartScore($"g{i}", Label.Ok, s)), .. defects.Select((s, i) => new PartScore($"d{i}", "crack", s))];
        return (scores.ToDictionary(s => s.PartId, s => s.Class), scores);
    }
}
