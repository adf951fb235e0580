using EdgeTransfer.Core.Gates;

namespace EdgeTransfer.Core.Registry;

public class PromotionDeciderTests
{
    [Theory]
    [InlineData(GateMode.Automatic, GateDecision.Passed, false, PromotionStep.Activate)]
    [InlineData(GateMode.Automatic, GateDecision.Passed, true, PromotionStep.Trial)]
    [InlineData(GateMode.Automatic, GateDecision.Inconclusive, false, PromotionStep.Wait)]
    [InlineData(GateMode.Automatic, GateDecision.Inconclusive, true, PromotionStep.Wait)]
    [InlineData(GateMode.Automatic, GateDecision.NotPassed, false, PromotionStep.Keep)]
    [InlineData(GateMode.Approve, GateDecision.Passed, false, PromotionStep.Wait)]
    [InlineData(GateMode.Approve, GateDecision.Passed, true, PromotionStep.Wait)]
    [InlineData(GateMode.Approve, GateDecision.Inconclusive, false, PromotionStep.Wait)]
    [InlineData(GateMode.Approve, GateDecision.NotPassed, false, PromotionStep.Keep)]
    [InlineData(GateMode.Manual, GateDecision.Passed, true, PromotionStep.Keep)]
    [InlineData(GateMode.Manual, GateDecision.Inconclusive, false, PromotionStep.Keep)]
    [InlineData(GateMode.Manual, GateDecision.NotPassed, false, PromotionStep.Keep)]
    public void Decide_ModeAndOutcome_GivesTheStep(GateMode mode, GateDecision outcome, bool hasTrial, PromotionStep step) =>
        PromotionDecider.Decide(mode, outcome, hasTrial).ShouldBe(step);

    [Fact]
    public void Mode_NotNamed_IsApprove() => default(GateMode).ShouldBe(GateMode.Approve);

    [Theory]
    [InlineData(PromotionStep.Wait, GateDecision.Passed, HeadState.Waiting)]
    [InlineData(PromotionStep.Trial, GateDecision.Passed, HeadState.OnTrial)]
    [InlineData(PromotionStep.Activate, GateDecision.Passed, HeadState.Passed)]
    [InlineData(PromotionStep.Keep, GateDecision.Inconclusive, HeadState.Inconclusive)]
    [InlineData(PromotionStep.Keep, GateDecision.NotPassed, HeadState.NotPassed)]
    public void StateOf_Step_IsWhereItStandsBeforeItJudges(PromotionStep step, GateDecision outcome, HeadState state) =>
        PromotionDecider.StateOf(step, outcome).ShouldBe(state);
}
