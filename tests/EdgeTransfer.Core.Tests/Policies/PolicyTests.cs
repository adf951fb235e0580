using System.Text.Json;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Core.Policies;

public class PolicyTests
{
    private static readonly Policy Bands = new() { Version = "p1", Head = "h", UnsureFrom = 1, NgFrom = 2, Method = "" };

    [Theory]
    [InlineData(0.99, Verdict.Ok)]
    [InlineData(1, Verdict.Unsure)]
    [InlineData(1.99, Verdict.Unsure)]
    [InlineData(2, Verdict.Ng)]
    [InlineData(double.PositiveInfinity, Verdict.Ng)]
    [InlineData(double.NaN, Verdict.Unsure)]
    public void Decide_Score_FallsIntoItsBand(double score, Verdict verdict) => Bands.Decide(score).ShouldBe(verdict);

    [Fact]
    public void Verdict_Default_IsNotInspected() => default(Verdict).ShouldBe(Verdict.NotInspected);

    [Fact]
    public void Json_WithTargetsAndGuarantee_ComesBackTheSame()
    {
        var policy = BandProposal.From("h", "p-h", Some.Scores([1, 2, 3], [4]), new() { Costs = new(100, 1) }) with { Command = Guid.NewGuid() };

        var read = JsonSerializer.Deserialize(MessageJson.Write(policy), MessageJson.Default.Policy);

        read.ShouldBe(policy);
        read!.Guarantee!.Statement.ShouldContain("95 % confidence");
    }

    [Fact]
    public void Json_OfAnEarlierPolicy_IsStillRead()
    {
        var read = JsonSerializer.Deserialize(
            """{"schema":"edgetransfer/policy/1","version":"p-h","head":"h","unsureFrom":1,"ngFrom":2,"method":"split"}""", MessageJson.Default.Policy);

        read.ShouldBe(new Policy { Version = "p-h", Head = "h", UnsureFrom = 1, NgFrom = 2, Method = "split" });
    }
}
