using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Labels;

public class LabelOutcomeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-5, "just now")]
    [InlineData(0.4, "just now")]
    [InlineData(12.7, "12 s ago")]
    [InlineData(600, "10 min ago")]
    [InlineData(7200 * 3, "6 h ago")]
    [InlineData(86400 * 9, "9 days ago")]
    public void Sentence_AfterAnotherLabel_SaysWhatItWasByWhomAndWhen(double seconds, string ago)
    {
        var label = new Label(Guid.Empty, "top-1", "ok", "bob", "mqtt", Noon, Verdict.Ng, null);

        new LabelOutcome(label, new("crack", "anna", Noon.AddSeconds(-seconds)), false).Sentence().ShouldBe($"top-1 is 'ok' (was 'crack' by anna, {ago}).");
        new LabelOutcome(label, null, false).Sentence().ShouldBe("top-1 is 'ok'.");
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(null, "")]
    [InlineData("a\u001b[2J", null)]
    [InlineData(null, "line\nline")]
    public void Error_RoleOrReasonThatIsNoLine_IsSaid(string? role, string? reason)
    {
        var label = new Label(Guid.Empty, "top-1", "ok", "bob", "mqtt", Noon, Verdict.Ng, null);

        (label with { Role = role, Reason = reason }).Error().ShouldNotBeNull().Message.ShouldContain(role is null ? "'reason'" : "'role'");
        (label with { Role = "quality", Reason = "the crack is a hair" }).Error().ShouldBeNull();
        (label with { Reason = new string('x', Label.MaxReasonLength + 1) }).Error().ShouldNotBeNull();
    }
}
