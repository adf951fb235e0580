using System.Security.Cryptography;

namespace EdgeTransfer.Core.Training;

public class TrainingSnapshotTests
{
    private static readonly SnapshotLabel[] Labels = [new(1, "top-1", "ok", null), new(3, "top-2", "scratch", "[]")];

    [Fact]
    public void ComputeHash_KnownBytes_IsTheirSha256()
    {
        var bytes = "\0\0\0\u0001k\0\0\0\u00011\0\0\0\u0005top-1\0\0\0\u0002ok\0\0\0\0"u8;
        new TrainingSnapshot("k", Labels[..1]).ComputeHash().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public void ComputeHash_SameLabelsInAnotherOrder_IsTheSame() =>
        new TrainingSnapshot("k", [.. Labels.Reverse()]).ComputeHash().ShouldBe(new TrainingSnapshot("k", Labels).ComputeHash());

    [Fact]
    public void ComputeHash_AnythingElse_IsAnother()
    {
        TrainingSnapshot[] snapshots =
        [
            new("k", Labels), new("l", Labels), new("k", Labels[..1]), new("k", [Labels[0] with { Number = 2 }, Labels[1]]), new("k", [Labels[0] with { PartId = "top-11" }, Labels[1]]),
            new("k", [Labels[0] with { Class = "okt" }, Labels[1]]), new("k", [Labels[0], Labels[1] with { Marks = "[1]" }]),
        ];
        snapshots.Select(s => s.ComputeHash()).ShouldBeUnique();
    }

    [Fact]
    public void LabelSet_AnyNumbers_ComeBack() =>
        Gen.Long[1, 60].Array[0, 50].Sample(numbers => LabelSet.Read(LabelSet.Write(numbers)).Order().ShouldBe(numbers.Distinct().Order()));

    [Fact]
    public void LabelSet_NumbersInARow_AreOneRange() => LabelSet.Write([42, 3, 1, 2]).ShouldBe("1-3,42");

    [Theory]
    [InlineData(1, false, false, true, null)]
    [InlineData(2, false, false, true, null)]
    [InlineData(3, false, false, true, "failed")]
    [InlineData(3, true, false, true, "swapped")]
    [InlineData(1, true, true, false, "swapped")]
    [InlineData(1, false, true, true, "failed")]
    [InlineData(1, false, false, false, "failed")]
    public void ResumeRule_Interrupted_IsBegunAgainOrEnded(int attempts, bool headIsActive, bool hasLater, bool canTrain, string? outcome) =>
        ResumeRule.Decide(attempts, headIsActive, hasLater, canTrain).Outcome.ShouldBe(outcome);
}
