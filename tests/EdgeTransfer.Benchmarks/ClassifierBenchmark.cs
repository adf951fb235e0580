using System.Globalization;
using System.Numerics.Tensors;
using EdgeTransfer.Core.Heads.Classifier;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Benchmarks;

/// <summary>The classifier's training against scikit-learn's, both from zero on two threads.</summary>
internal sealed class ClassifierBenchmark : IBenchmark
{
    private const int Samples = 1000, Classes = 6, Length = 1888, Rounds = 7;
    private const double Strength = 0.03;

    public string Name => "classifier";

    public IEnumerable<ResultRow> Run()
    {
        var embed = new Drawn(3).Embeddings(Classes, Length);
        ClassifierSample[] samples = [.. Enumerable.Range(0, Samples).Select(i => new ClassifierSample((i % Classes).ToString(CultureInfo.InvariantCulture), [embed(i % Classes)]))];
        var options = new ClassifierOptions { BalanceClasses = false };
        var x = Standardised(samples, ClassifierTrainer.Fit(samples, Strength, options, CancellationToken.None).Head);
        using var scikitLearn = new ScikitLearn(x, Classes, Strength);
        var (seconds, theirs, head, fitted) = Interleaved.Medians(
            Rounds, () => Interleaved.Time(() => ClassifierTrainer.Fit(samples, Strength, options, CancellationToken.None).Head), scikitLearn.Fit);
        double[] slopes = [.. Enumerable.Range(0, Classes * Length).Select(i => (double)head.Weight.Data[(i % Length * Classes) + (i / Length)])];
        var (objective, reference) = (Objective(x, slopes, [.. head.Bias.Select(b => (double)b)]), Objective(x, fitted.Slopes, fitted.Bias));
        var excess = (objective - reference) / reference;
        yield return new(
            $"classifier, {Samples} × {Length} × {Classes} classes",
            FormattableString.Invariant($"{seconds * 1000:0} ms"),
            FormattableString.Invariant($"{scikitLearn.Version} {theirs * 1000:0} ms"),
            seconds / theirs,
            FormattableString.Invariant($"objective {excess:+0.0e+0;-0.0e+0} of its"));
        if (excess > 1e-5)
        {
            throw new InvalidOperationException($"The objective is {objective}, scikit-learn's {reference}.");
        }
    }

    private static Matrix Standardised(ClassifierSample[] samples, ClassifierHead head)
    {
        var x = new Matrix(samples.Length, Length);
        for (var i = 0; i < samples.Length; i++)
        {
            TensorPrimitives.Subtract(samples[i].Embeddings[0], head.Mean, x.Row(i));
            TensorPrimitives.Multiply(x.Row(i), head.Scale, x.Row(i));
        }

        return x;
    }

    /// <summary>½‖W‖² + C · Σ cross-entropy; <paramref name="slopes"/> are C × F, sample i is of class i mod C.</summary>
    private static double Objective(Matrix x, double[] slopes, double[] bias)
    {
        var (sum, row, logits) = (0.0, new double[Length], new double[Classes]);
        for (var i = 0; i < x.Rows; i++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(x.Row(i), row);
            for (var c = 0; c < Classes; c++)
            {
                logits[c] = bias[c] + TensorPrimitives.Dot<double>(row, slopes.AsSpan(c * Length, Length));
            }

            sum += Math.Log(logits.Sum(logit => Math.Exp(logit - logits[i % Classes])));
        }

        return (0.5 * TensorPrimitives.SumOfSquares<double>(slopes)) + (Strength * sum);
    }
}
