using EdgeTransfer.Core.Gates;

namespace EdgeTransfer.Core.Registry;

/// <summary>What becomes of a challenger, by mode and gate. Only a passed gate in mode automatic activates without a person (law 4).</summary>
public static class PromotionDecider
{
    /// <summary>The step after the gate.</summary>
    /// <param name="mode">The station's.</param>
    /// <param name="outcome">Of its gate.</param>
    /// <param name="hasTrial">Whether the station tries challengers in shadow before they judge.</param>
    public static PromotionStep Decide(GateMode mode, GateDecision outcome, bool hasTrial) => (mode, outcome) switch
    {
        (_, GateDecision.NotPassed) or (GateMode.Manual, _) => PromotionStep.Keep,
        (GateMode.Automatic, GateDecision.Passed) => hasTrial ? PromotionStep.Trial : PromotionStep.Activate,
        _ => PromotionStep.Wait,
    };

    /// <summary>The state that goes with a step, for a challenger that does not judge yet.</summary>
    public static HeadState StateOf(PromotionStep step, GateDecision outcome) => step switch
    {
        PromotionStep.Wait => HeadState.Waiting,
        PromotionStep.Trial => HeadState.OnTrial,
        _ => StateOf(outcome),
    };

    /// <summary>The state of a head that nothing but its gate says anything of.</summary>
    public static HeadState StateOf(GateDecision outcome) => outcome switch
    {
        GateDecision.Passed => HeadState.Passed,
        GateDecision.Inconclusive => HeadState.Inconclusive,
        _ => HeadState.NotPassed,
    };
}
