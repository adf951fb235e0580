using System.Text.Json;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Tests.Cli;

public class BandsCommandTests(TaughtLine line) : IClassFixture<TaughtLine>
{
    [Fact]
    public async Task Bands_WithoutWrite_ShowsScoresAndProposalAndLeavesTheFile()
    {
        var before = File.ReadAllBytes(Path.Combine(line.Root, line.Head + ".policy.json"));

        var run = (await Run.Of(line.Root, "bands", "--head", line.Head, "--max-false-reject-rate", "0.3")).Succeeded();

        run.Text.ShouldContain("20 good parts");
        run.Text.ShouldContain("10 defects");
        run.Text.ShouldContain("█");
        run.Output.ShouldContain(l => l.StartsWith("At most ", StringComparison.Ordinal));
        run.Output[^2].ShouldStartWith("Before: ");
        run.Output[^1].ShouldStartWith("Proposed: ");
        File.ReadAllBytes(Path.Combine(line.Root, line.Head + ".policy.json")).ShouldBe(before);
    }

    [Fact]
    public async Task Bands_Write_ReplacesThePolicyThatInspectUses()
    {
        var head = Copy("bands-write");
        var first = Read(head);
        first.Targets.ShouldBe(new BandTargets());

        var run = (await Run.Of(line.Root, "bands", "--head", head, "--max-false-reject-rate", "0.3", "--write")).Succeeded();
        (await Run.Of(line.Root, "bands", "--head", head, "--write")).Succeeded();

        var now = Read(head);
        run.Output[^1].ShouldStartWith("Now: ");
        now.Version.ShouldBe(first.Version + "-3");
        now.Targets.ShouldBe(new BandTargets { MaxFalseRejectRate = 0.3 }, "what is not given stays");
        now.UnsureFrom.ShouldBeLessThanOrEqualTo(first.UnsureFrom);
        (await Run.Of(line.Root, "inspect", "--source", "folder:line", "--head", head)).Succeeded().Output[0].ShouldContain($"\"policy\":\"{now.Version}\"");
    }

    [Fact]
    public async Task Bands_NoScores_SaysTrainAgain()
    {
        var head = line.Copy("bands-none");

        (await Run.Of(line.Root, "bands", "--head", head)).RefusedWith("train again");
    }

    private static Policy Read(string head) => JsonSerializer.Deserialize(File.ReadAllBytes(head + ".policy.json"), MessageJson.Default.Policy)!;

    private string Copy(string name)
    {
        var head = line.Copy(name);
        File.Copy(Path.Combine(line.Root, line.Head + ".scores.json"), head + ".scores.json");
        return head;
    }
}
