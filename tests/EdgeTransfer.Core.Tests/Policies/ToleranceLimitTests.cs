namespace EdgeTransfer.Core.Policies;

public class ToleranceLimitTests
{
    /// <summary>Tables of one-sided distribution-free tolerance limits (Wilks; ISO 16269-6).</summary>
    [Theory]
    [InlineData(0.05, 0.95, 59)]
    [InlineData(0.02, 0.95, 149)]
    [InlineData(0.01, 0.95, 299)]
    [InlineData(0.1, 0.95, 29)]
    [InlineData(0.1, 0.99, 44)]
    [InlineData(0.5, 0.5, 1)]
    public void MinParts_Rate_IsTheTablesNumber(double rate, double confidence, int parts) => ToleranceLimit.MinParts(rate, confidence).ShouldBe(parts);

    /// <summary>95 % of parts with 95 % confidence: 59 parts allow none beyond, 93 one, 124 two, …</summary>
    [Theory]
    [InlineData(59, 0)]
    [InlineData(92, 0)]
    [InlineData(93, 1)]
    [InlineData(123, 1)]
    [InlineData(124, 2)]
    [InlineData(153, 3)]
    [InlineData(181, 4)]
    [InlineData(208, 5)]
    [InlineData(1, 0)]
    public void Allowed_NinetyFiveNinetyFive_IsTheTablesNumber(int parts, int beyond) => ToleranceLimit.Allowed(parts, 0.05, 0.95).ShouldBe(beyond);

    [Fact]
    public void Allowed_AnyParts_IsTheMostThatTheBoundProves() =>
        Gen.Select(Gen.Int[60, 3000], Gen.Double[0.05, 0.5]).Sample((parts, rate) =>
        {
            var allowed = ToleranceLimit.Allowed(parts, rate, 0.95);
            return ToleranceLimit.Bound(allowed, parts, 0.95) <= rate + 1e-9 && ToleranceLimit.Bound(allowed + 1, parts, 0.95) > rate;
        });

    [Theory]
    [InlineData(0, 150, 0.0999)]
    [InlineData(15, 150, 0.1999)]
    [InlineData(3, 3, 1)]
    [InlineData(0, 0, 1)]
    public void UniformBound_Count_IsMassarts(int beyond, int parts, double bound) => ToleranceLimit.UniformBound(beyond, parts, 0.95).ShouldBe(bound, 1e-4);
}
