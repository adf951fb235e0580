namespace EdgeTransfer.Core.Alerts;

public class OutboxRulesTests
{
    private static readonly Gen<OutboxStock> Stocks = Gen.Select(Gen.Long[0, 30], Gen.Long[0, 300], Gen.Long[0, 30], Gen.Long[0, 300])
        .Select((alerts, bytes, reports, reportBytes) => new OutboxStock(alerts, alerts == 0 ? 0 : bytes, reports, reports == 0 ? 0 : reportBytes));

    private static readonly Gen<OutboxLimits> Limits = Gen.Select(Gen.Int[1, 30], Gen.Long[1, 300], Gen.Enum<OutboxFull>())
        .Select((count, bytes, full) => new OutboxLimits { Count = count, Bytes = bytes, Full = full });

    [Fact]
    public void Excess_AnyStock_NoAlertGoesWhileThereIsAReportOrWhenStationsAreHeld() => Gen.Select(Stocks, Limits).Sample((stock, limits) =>
    {
        var drop = OutboxRules.Excess(stock, limits);

        if (drop is { Kind: OutboxKind.Alert })
        {
            stock.Reports.ShouldBe(0);
            limits.Full.ShouldBe(OutboxFull.DropOldest);
            stock.Alerts.ShouldBeGreaterThan(1, "the last one stays");
        }

        if (stock.Count <= limits.Count && stock.Bytes <= limits.Bytes)
        {
            drop.ShouldBeNull();
        }
    });

    [Fact]
    public void Excess_ObeyedUntilItIsNull_WhatIsLeftFitsOrIsAlertsThatAreHeldOrOne() => Gen.Select(Stocks, Limits).Sample((stock, limits) =>
    {
        while (OutboxRules.Excess(stock, limits) is { } drop)
        {
            var (count, bytes) = drop.Kind == OutboxKind.Alert ? (stock.Alerts, stock.AlertBytes) : (stock.Reports, stock.ReportBytes);
            stock = stock.Plus(drop.Kind, -1, -(bytes / count));
        }

        var fits = stock.Count <= limits.Count && stock.Bytes <= limits.Bytes;
        (fits || (stock.Reports == 0 && (limits.Full == OutboxFull.Hold || stock.Alerts == 1))).ShouldBeTrue($"{stock}, {limits}");
    });

    [Theory]
    [InlineData(99, 0, false)]
    [InlineData(100, 0, true)]
    [InlineData(1, 999, false)]
    [InlineData(1, 1000, true)]
    public void Holds_NotHeldYet_FromTheLimitOn(long alerts, long bytes, bool holds)
    {
        var limits = new OutboxLimits { Count = 100, Bytes = 1000 };

        OutboxRules.Holds(new(alerts, bytes, 500, 5000), limits, held: false).ShouldBe(holds, "reports never hold a station");
        OutboxRules.Holds(new(alerts, bytes, 0, 0), limits with { Full = OutboxFull.DropOldest }, held: false).ShouldBeFalse();
    }

    [Theory]
    [InlineData(91, 0, true)]
    [InlineData(90, 0, false)]
    [InlineData(1, 901, true)]
    [InlineData(1, 900, false)]
    public void Holds_Held_UntilNineTenthsAreLeft(long alerts, long bytes, bool holds) =>
        OutboxRules.Holds(new(alerts, bytes, 0, 0), new() { Count = 100, Bytes = 1000 }, held: true).ShouldBe(holds);
}
