using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Sampling;

public class DistinctSamplesTests
{
    private readonly Random _random = new(1);

    [Fact]
    public void Of_DifferentParts_KeepsAll()
    {
        var samples = Parts(30);

        var distinct = DistinctSamples.Of(samples);

        distinct.Kept.ShouldBe(samples);
        (distinct.Groups.Count, distinct.Leaks.Count, distinct.Sentence).ShouldBe((0, 0, ""));
    }

    [Fact]
    public void Of_PartLabelledManyTimes_WeighsAsOneAndTheNewestStays()
    {
        LabelledSample[] samples = [.. Parts(20), Copy("a"), Copy("b"), Copy("c")];

        var distinct = DistinctSamples.Of(samples);

        distinct.Kept.Select(s => s.PartId).ShouldBe([.. samples[..20].Select(s => s.PartId), "c"]);
        distinct.Groups.ShouldHaveSingleItem().ShouldSatisfyAllConditions(g => g.Kept.ShouldBe("c"), g => g.Others.ShouldBe(["a", "b"]));
        distinct.Sentence.ShouldBe("2 labelled samples repeat what 1 others show: each group counts as one.");
    }

    [Fact]
    public void Of_CopyWithMarks_StaysInPlaceOfANewerOne()
    {
        var marked = Copy("a", "pit") with { Marks = [new(0, 0, 1, 1)] };

        DistinctSamples.Of([.. Parts(20), marked, Copy("b", "pit")]).Kept[^1].ShouldBe(marked);
    }

    [Fact]
    public void Of_CopiesWithDifferentLabels_BothStay() =>
        DistinctSamples.Of([.. Parts(20), Copy("a"), Copy("b", "pit")]).Kept.Select(s => s.PartId).TakeLast(2).ShouldBe(["a", "b"]);

    [Fact]
    public void Of_CopyOfALockboxPart_IsNotLearntFromWhateverItsLabel()
    {
        LabelledSample[] samples = [.. Parts(20), Copy("early", "pit"), Copy("held") with { InLockbox = true }, Copy("late")];

        var distinct = DistinctSamples.Of(samples);

        distinct.Kept.Select(s => s.PartId).Skip(20).ShouldBe(["held"]);
        distinct.Leaks.ShouldBe(["early", "late"]);
        distinct.Sentence.ShouldBe("2 show what a part in the lockbox shows, and are not learnt from.");
    }

    [Fact]
    public void Of_CopiesInTheLockbox_CountOnceAndTheFirstLabelStays()
    {
        LabelledSample[] samples = [.. Parts(20), .. new[] { "a", "b", "c" }.Select(p => Copy(p, "pit") with { InLockbox = true })];

        var distinct = DistinctSamples.Of(samples);

        distinct.Kept.Where(s => s.InLockbox).Select(s => s.PartId).ShouldBe(["a"]);
        distinct.Repeats.ShouldBe(2);
    }

    [Fact]
    public void Of_SeveralImagesOfOnePart_AreViewsAndStay() => DistinctSamples.Of([.. Parts(20), Copy("a"), Copy("a")]).Kept.Count.ShouldBe(22);

    /// <summary>A slow drift links far ends by a chain of near pairs; what stands for a sample must be near it itself.</summary>
    [Fact]
    public void Of_SlowDrift_KeepsSamplesAllAlongIt()
    {
        LabelledSample[] drift = [.. Enumerable.Range(0, 40).Select(i => Sample($"d{i:00}", Label.Ok, [.. Enumerable.Repeat(i / 40f, 64)]))];

        var distinct = DistinctSamples.Of([.. Parts(20), .. drift]);

        distinct.Kept.Count(s => s.PartId.StartsWith('d')).ShouldBeInRange(2, 20);
    }

    [Fact]
    public void Of_EmbeddingsOfTwoLengths_LeavesThemToTheTrainer()
    {
        LabelledSample[] samples = [.. Parts(3), Sample("other", Label.Ok, [1])];

        DistinctSamples.Of(samples).Kept.ShouldBe(samples);
    }

    private LabelledSample[] Parts(int count) => [.. Enumerable.Range(0, count).Select(i => Sample($"p{i}", Label.Ok, [.. Enumerable.Range(0, 64).Select(_ => _random.NextSingle())]))];

    private static LabelledSample Copy(string part, string label = Label.Ok)
    {
        var random = new Random(99);
        var own = new Random(part.Sum(c => c));
        return Sample(part, label, [.. Enumerable.Range(0, 64).Select(_ => random.NextSingle() + (0.01f * own.NextSingle()))]);
    }

    private static LabelledSample Sample(string part, string label, float[] embedding) => new(part, label, new([], 0, 0, 1, embedding), false);
}
