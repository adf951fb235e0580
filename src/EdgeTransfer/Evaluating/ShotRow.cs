namespace EdgeTransfer.Evaluating;

/// <summary>Results at one number of labelled images a class. All but the first three are null without an OK class.</summary>
/// <param name="Shots">Images a class.</param>
/// <param name="BalancedAccuracy">Of the classifier over all classes, OK included where there is one.</param>
/// <param name="PerDraw">The single draws.</param>
/// <param name="Auroc">OK against NG, mean over the draws.</param>
/// <param name="AurocSd">Its standard deviation over the draws.</param>
/// <param name="EscapeRateAtFalseRejects">Escapes of the fusion at 0, 1 and 5 % false rejects, mean over the draws.</param>
/// <param name="EscapeRateAtFalseRejectsSd">Its standard deviation over the draws.</param>
/// <param name="Bands">What the proposed bands make of the test parts, mean over the draws.</param>
/// <param name="GoodShift">How far good test images lie above the good training images out of fold, over the draws.</param>
/// <param name="PixelAuroc">By pixel, first draw; null without masks.</param>
/// <param name="Aupro">Per-region overlap, first draw; null without masks.</param>
/// <param name="Defects">Each defect class by the fusion, mean over the draws; pixels from the first.</param>
internal sealed record ShotRow(
    int Shots, MeanAndSd BalancedAccuracy, ShotDraws PerDraw, Aurocs? Auroc, Aurocs? AurocSd,
    EscapeRates? EscapeRateAtFalseRejects, EscapeRates? EscapeRateAtFalseRejectsSd, BandRates? Bands, MeanAndSd? GoodShift, double? PixelAuroc, double? Aupro,
    IReadOnlyList<DefectResult>? Defects)
{
    public static ShotRow Of(int shots, IReadOnlyList<ShotRun> runs)
    {
        var accuracy = MeanAndSd.Of([.. runs.Select(r => r.BalancedAccuracy)]);
        GoodRun[] good = [.. runs.Select(r => r.Good).OfType<GoodRun>()];
        var draws = new ShotDraws([.. runs.Select(r => r.BalancedAccuracy)], good.Length == 0 ? null : [.. good.Select(g => g.Auroc)]);
        if (good.Length == 0)
        {
            return new(shots, accuracy, draws, null, null, null, null, null, null, null, null, null);
        }

        EscapeRates[] escapes = [.. good.Select(g => g.Escapes)];
        return new(
            shots, accuracy, draws, Over(good, v => v.Mean), Over(good, v => v.Sd),
            EscapeRates.Over(escapes, Mean), EscapeRates.Over(escapes, v => MeanAndSd.Of(v).Sd), BandRates.Mean([.. good.Select(g => g.Bands)]), MeanAndSd.Of([.. good.Select(g => g.GoodShift)]),
            good[0].Pixels?.Auroc, good[0].Pixels?.Aupro, [.. good.SelectMany(g => g.Classes).GroupBy(c => c.Class).Select(c => Class([.. c]))]);
    }

    private static Aurocs Over(GoodRun[] runs, Func<MeanAndSd, double> one)
    {
        return new(Of(a => a.Classifier), Of(a => a.Anomaly), Of(a => a.Sum), Of(a => a.Fusion));

        double Of(Func<Aurocs, double> judge) => one(MeanAndSd.Of([.. runs.Select(r => judge(r.Auroc))]));
    }

    private static DefectResult Class(DefectResult[] draws) => new(
        draws[0].Class, draws.Average(d => d.Images), draws.Average(d => d.Auroc),
        EscapeRates.Over([.. draws.Select(d => d.EscapeRateAtFalseRejects)], Mean), draws[0].PixelAuroc, draws[0].Aupro);

    private static double Mean(IReadOnlyCollection<double> values) => values.Average();
}
