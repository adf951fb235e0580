namespace EdgeTransfer.Core.Registry;

public class PromotionDeciderTests
{
    [Theory]
    [InlineData(GateMode.Automatic, GateOutcome.Passed, false, PromotionStep.Activate)]
    [InlineData(GateMode.Automatic, GateOutcome.Passed, true, PromotionStep.Trial)]
    [InlineData(GateMode.Automatic, GateOutcome.Inconclusive, false, PromotionStep.Wait)]
    [InlineData(GateMode.Automatic, GateOutcome.Inconclusive, true, PromotionStep.Wait)]
    [InlineData(GateMode.Automatic, GateOutcome.NotPassed, false, PromotionStep.Keep)]
    [InlineData(GateMode.Approve, GateOutcome.Passed, false, PromotionStep.Wait)]
    [InlineData(GateMode.Approve, GateOutcome.Passed, true, PromotionStep.Wait)]
    [InlineData(GateMode.Approve, GateOutcome.Inconclusive, false, PromotionStep.Wait)]
    [InlineData(GateMode.Approve, GateOutcome.NotPassed, false, PromotionStep.Keep)]
    [InlineData(GateMode.Manual, GateOutcome.Passed, true, PromotionStep.Keep)]
    [InlineData(GateMode.Manual, GateOutcome.Inconclusive, false, PromotionStep.Keep)]
    [InlineData(GateMode.Manual, GateOutcome.NotPassed, false, PromotionStep.Keep)]
    public void Decide_ModeAndOutcome_GivesTheStep(GateMode mode, GateOutcome outcome, bool hasTrial, PromotionStep step) =>
        PromotionDecider.Decide(mode, outcome, hasTrial).ShouldBe(step);

    [Fact]
    public void Mode_NotNamed_IsApprove() => default(GateMode).ShouldBe(GateMode.Approve);

    [Theory]
    [InlineData(PromotionStep.Wait, GateOutcome.Passed, HeadState.Waiting)]
    [InlineData(PromotionStep.Trial, GateOutcome.Passed, HeadState.OnTrial)]
    [InlineData(PromotionStep.Activate, GateOutcome.Passed, HeadState.Passed)]
    [InlineData(PromotionStep.Keep, GateOutcome.Inconclusive, HeadState.Inconclusive)]
    [InlineData(PromotionStep.Keep, GateOutcome.NotPassed, HeadState.NotPassed)]
    public void StateOf_Step_IsWhereItStandsBeforeItJudges(PromotionStep step, GateOutcome outcome, HeadState state) =>
        PromotionDecider.StateOf(step, outcome).ShouldBe(state);
}
