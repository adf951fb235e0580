namespace EdgeTransfer.Evaluating;

/// <summary>Mean and standard deviation over draws.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Sd">Sample standard deviation; 0 for one draw.</param>
internal sealed record MeanAndSd(double Mean, double Sd)
{
    public static MeanAndSd Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return new(mean, values.Count < 2 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)));
    }
}
