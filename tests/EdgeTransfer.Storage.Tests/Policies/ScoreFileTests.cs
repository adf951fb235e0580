using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Storage.Policies;

public sealed class ScoreFileTests : IDisposable
{
    private static readonly BandScores Scores = new([new("top-1", "ok", 0.1), new("top-2", "crack", 1.0 / 3), new("top-3", "ok", -2.5e-300)]);

    private readonly TemporaryFolder _folder = new();

    private string Head => Path.Combine(_folder.Path, "v1");

    private string File => Head + ".scores.json";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_AfterWrite_GivesThePartsBitByBit()
    {
        ScoreFile.Write(Head, "v1", new BandScores([new("old", "ok", 1)]));
        ScoreFile.Write(Head + Path.DirectorySeparatorChar, "v1", Scores);

        ScoreFile.Read(Head, "v1").Value!.Parts.ShouldBe(Scores.Parts);
        Directory.GetFiles(_folder.Path).ShouldBe([File]);
    }

    [Fact]
    public void Carry_ToAChild_KeepsTheParentsScoresAndAddsThePart()
    {
        ScoreFile.Write(Head, "v1", Scores);

        ScoreFile.Carry(Head, "v1", Head + "b", "v1b", new("top-4", "ok", 2));
        ScoreFile.Carry(Head + "b", "v1b", Head + "c", "v1c", new("top-4", "ok", 3));
        ScoreFile.Carry(_folder.At("none"), "none", _folder.At("child"), "child", new("top-4", "ok", 2));

        ScoreFile.Read(Head + "b", "v1b").Value!.Parts.ShouldBe([.. Scores.Parts, new("top-4", "ok", 2)]);
        ScoreFile.Read(Head + "c", "v1c").Value!.Parts.ShouldBe([.. Scores.Parts, new("top-4", "ok", 3)]);
        ScoreFile.Read(_folder.At("child"), "child").IsOk.ShouldBeFalse();
    }

    [Fact]
    public void Read_NoFile_IsNotFound() => ScoreFile.Read(Head, "v1").Refusal!.Kind.ShouldBe(RefusalKind.NotFound);

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"schema":"edgetransfer/scores/9","head":"v1","scores":[]}""")]
    [InlineData("""{"schema":"edgetransfer/scores/1","head":"v2","scores":[]}""")]
    [InlineData("""{"schema":"edgetransfer/scores/1","head":"v1","scores":null}""")]
    [InlineData("""{"schema":"edgetransfer/scores/1","head":"v1","scores":[{"partId":"a","class":"ok"}]}""")]
    [InlineData("""{"schema":"edgetransfer/scores/1","head":"v1","scores":[{"partId":null,"class":"ok","ng":1}]}""")]
    [InlineData("""{"schema":"edgetransfer/scores/1","head":"v1","scores":[{"partId":"a","class":"ok","ng":"NaN"}]}""")]
    [InlineData("""{"schema":"edgetransfer/scores/1","head":"v1","scores":[null]}""")]
    [InlineData("""{"schema":"edgetransfer/scores/1","head":"v1","scores":[{"partId":"a","class":"ok","ng":1},{"partId":"a","class":"ok","ng":2}]}""")]
    public void Read_WhatIsNoScores_IsDamagedAndSaysWhatToDo(string content)
    {
        System.IO.File.WriteAllText(File, content);

        var refusal = ScoreFile.Read(Head, "v1").Refusal.ShouldNotBeNull();

        refusal.Kind.ShouldBe(RefusalKind.Damaged);
        refusal.Message.ShouldContain("train again");
    }
}
