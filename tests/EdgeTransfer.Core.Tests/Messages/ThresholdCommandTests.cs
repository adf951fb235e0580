using System.Text.Json;
using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Core.Messages;

public class ThresholdCommandTests
{
    private static readonly BandTargets Station = new() { MaxEscapeRate = 0.02, MaxFalseRejectRate = 0.1 };

    [Fact]
    public void Read_Thresholds_AreBands()
    {
        var command = Read("""unsureFrom":1.5,"ngFrom":2""");

        command.Error().ShouldBeNull();
        command.Bands().ShouldBe(new Bands(1.5, 2));
        command.Targets(Station).ShouldBeNull();
        command.Preview.ShouldBeFalse();
    }

    [Fact]
    public void Read_OneRate_TakesTheOtherFromTheStation() =>
        Read("""maxEscapeRate":0.01,"preview":true,"policy":"p-1""", quote: true).Targets(Station).ShouldBe(new() { MaxEscapeRate = 0.01, MaxFalseRejectRate = 0.1 });

    [Fact]
    public void Read_Costs_AreTaken() =>
        Read("""costs":{"escape":50,"falseReject":1}""").Targets(Station)!.Costs.ShouldBe(new BandCosts(50, 1, null, BandCosts.DefaultDefectShare));

    [Theory]
    [InlineData("""unsureFrom":1""", "both")]
    [InlineData("""ngFrom":1""", "both")]
    [InlineData("""preview":true""", "both")]
    [InlineData("""unsureFrom":1,"ngFrom":2,"maxEscapeRate":0.1""", "both")]
    [InlineData("""maxEscapeRate":0.1,"costs":{"escape":50,"falseReject":1}""", "both")]
    [InlineData("""unsureFrom":2,"ngFrom":1""", "not above")]
    [InlineData("""unsureFrom":1,"ngFrom":1e999""", "finite")]
    [InlineData("""unsureFrom":-1e999,"ngFrom":1""", "finite")]
    [InlineData("""maxEscapeRate":0""", "maxEscapeRate")]
    [InlineData("""maxFalseRejectRate":1e999""", "maxFalseRejectRate")]
    [InlineData("""costs":{"escape":-1,"falseReject":1}""", "costs")]
    [InlineData("""costs":{"escape":1,"falseReject":1,"defectShare":1}""", "defectShare")]
    public void Error_BrokenContract_SaysWhat(string fields, string said) => Read(fields).Error().ShouldNotBeNull().ShouldContain(said);

    [Theory]
    [InlineData("""unsureFrom":"NaN","ngFrom":2""")]
    [InlineData("""unsureFrom":NaN,"ngFrom":2""")]
    [InlineData("""unsureFrom":1,"ngFrom":2,"force":true""")]
    [InlineData("""unsureFrom":1,"unsureFrom":1,"ngFrom":2""")]
    [InlineData("""costs":{"escape":1}""")]
    [InlineData("""costs":{"escape":1,"falseReject":1,"more":1}""")]
    public void Read_NotTheContract_Throws(string fields) => Should.Throw<JsonException>(() => Read(fields));

    private static ThresholdCommand Read(string fields, bool quote = false) => JsonSerializer.Deserialize(
        $$"""{"id":"01980000-0000-7000-8000-000000000001","by":"anna","{{fields}}{{(quote ? "\"" : "")}}}""", CommandJson.Default.ThresholdCommand)!;
}
