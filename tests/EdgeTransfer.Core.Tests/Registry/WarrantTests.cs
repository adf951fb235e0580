using EdgeTransfer.Core.Gates;

namespace EdgeTransfer.Core.Registry;

/// <summary>Law 4: no path to a warrant but a passed gate, or a person's explicit decision.</summary>
public class WarrantTests
{
    private static readonly Gen<Candidate> Candidates = Gen.Select(
        Gen.Enum<HeadState>(), Gen.Enum<GateDecision>().Nullable(), Gen.Bool, Gen.Bool,
        (state, gate, isBarred, hasJudged) => new Candidate("h1", state, gate, isBarred ? "it missed defects." : null, hasJudged));

    [Fact]
    public void OfGate_AnyHead_IsGrantedOnlyToAPassedOneInModeAutomatic() => Gen.Select(Candidates, Gen.Enum<GateMode>()).Sample((candidate, mode) =>
        Warrant.OfGate(candidate, mode, "anna").IsGranted == (candidate is { Gate: GateDecision.Passed, Barred: null } && mode == GateMode.Automatic));

    [Fact]
    public void OfGrowth_AnyHead_IsGrantedOnlyToAPassedOne() => Candidates.Sample(candidate =>
        Warrant.OfGrowth(candidate, "anna").IsGranted == candidate is { Gate: GateDecision.Passed, Barred: null });

    [Fact]
    public void OfPerson_AnyHead_AgainstGateOrBarNeedsAnOverrideWithAReason() =>
        Gen.Select(Candidates, Gen.Bool, Gen.Int[0, 2]).Sample((candidate, isOverride, which) =>
        {
            var reason = new[] { null, " ", "we know these stains" }[which];
            var ruling = Warrant.OfPerson(candidate, "anna", isOverride, reason);
            var isUsable = candidate.State is not (HeadState.Deleted or HeadState.Active);
            var isAgainst = candidate.Barred is not null || candidate.State == HeadState.Rejected || candidate.Gate == GateDecision.NotPassed
                || (candidate.Gate is null && !candidate.HasJudged);
            ruling.IsGranted.ShouldBe(isUsable && (!isAgainst || (isOverride && !string.IsNullOrWhiteSpace(reason))));
            if (ruling.IsGranted)
            {
                ruling.Warrant.Kind.ShouldBe(isAgainst ? ActivationKind.Override : ActivationKind.Swap);
                (ruling.Warrant.By, ruling.Warrant.Head, ruling.Warrant.Seen).ShouldBe(("anna", "h1", candidate.State));
            }
        });

    [Fact]
    public void OfRollback_AnyHead_HasJudgedAndIsNotBarred() => Candidates.Sample(candidate =>
        Warrant.OfRollback(candidate, "anna", "it misses scratches").IsGranted
            == candidate is { HasJudged: true, Barred: null, State: not (HeadState.Deleted or HeadState.Active) });

    [Fact]
    public void OfRestore_AnyHead_HasJudged() => Candidates.Sample(candidate =>
        Warrant.OfRestore(candidate, "at start").IsGranted == (candidate.HasJudged && (candidate.Barred is null || candidate.State == HeadState.Active)));

    [Theory]
    [InlineData(HeadState.NotPassed, GateDecision.NotPassed, null, false, null, "needs_override")]
    [InlineData(HeadState.NotPassed, GateDecision.NotPassed, null, true, null, "needs_reason")]
    [InlineData(HeadState.Retired, GateDecision.Passed, "it missed defects.", false, "again", "needs_override")]
    [InlineData(HeadState.Trained, null, null, false, "again", "needs_override")]
    [InlineData(HeadState.Rejected, GateDecision.Passed, null, false, "again", "needs_override")]
    [InlineData(HeadState.Active, GateDecision.Passed, null, true, "again", "already_active")]
    [InlineData(HeadState.Deleted, GateDecision.Passed, null, true, "again", "deleted")]
    public void OfPerson_Refused_SaysTheCode(HeadState state, GateDecision? gate, string? barred, bool isOverride, string? reason, string code) =>
        Warrant.OfPerson(new("h1", state, gate, barred, HasJudged: false), "anna", isOverride, reason).Code.ShouldBe(code);

    [Fact]
    public void Warrant_Constructors_AreNobodysButItsRules()
    {
        typeof(Warrant).GetConstructors().ShouldBeEmpty();
        typeof(Warrant).GetProperties().ShouldAllBe(p => p.SetMethod == null, "a warrant cannot be turned into one for another head");
    }
}
