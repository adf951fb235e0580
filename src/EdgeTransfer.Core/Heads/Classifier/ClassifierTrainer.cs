using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>Learns the classifier from labelled embeddings.</summary>
public static class ClassifierTrainer
{
    private const double StandardDeviationFloor = 0.001;

    /// <summary>Fits L2 logistic regression.</summary>
    /// <param name="samples">Labelled images with embeddings of one length; at least two different classes.</param>
    /// <param name="options">Strength and weights.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <returns>The head and the objective that it reached, ½‖W‖² + C · Σ weighted cross-entropy.</returns>
    public static (ClassifierHead Head, double Objective) Fit(
        IReadOnlyList<ClassifierSample> samples, ClassifierOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        var counts = samples.CountBy(s => s.Class).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        string[] classes = [.. counts.Keys.Order(StringComparer.Ordinal)];
        ArgumentOutOfRangeException.ThrowIfLessThan(classes.Length, 2, nameof(samples));

        float[][] embeddings = [.. samples.SelectMany(s => s.Embeddings)];
        var features = embeddings[0].Length;
        var (mean, scale) = Standardisation(embeddings);
        var x = new Matrix(embeddings.Length, features);
        for (var i = 0; i < embeddings.Length; i++)
        {
            var row = x.Row(i);
            System.Numerics.Tensors.TensorPrimitives.Subtract(embeddings[i], mean, row);
            System.Numerics.Tensors.TensorPrimitives.Multiply(row, scale, row);
        }

        int[] columns = [.. samples.SelectMany(s => Enumerable.Repeat(Array.IndexOf(classes, s.Class), s.Embeddings.Count))];

        // The views of an image share the weight of one sample, so that C means the same with any number of them.
        double[] weights = [.. samples.SelectMany(s => Enumerable.Repeat(
            options.C * (options.BalanceClasses ? (double)samples.Count / (classes.Length * counts[s.Class]) : 1) / s.Embeddings.Count, s.Embeddings.Count))];
        var loss = new LogisticLoss(x, columns, weights, classes.Length);
        var parameters = new double[loss.Size];
        var objective = Lbfgs.Minimise(parameters, loss.Evaluate, 1e-5 * options.C, options.MaxIterations, cancellation);

        var weight = new Matrix(features, classes.Length);
        var bias = new float[classes.Length];
        for (var c = 0; c < classes.Length; c++)
        {
            for (var f = 0; f < features; f++)
            {
                weight.Data[(f * classes.Length) + c] = (float)parameters[(c * (features + 1)) + f];
            }

            bias[c] = (float)parameters[(c * (features + 1)) + features];
        }

        return (new ClassifierHead(classes, mean, scale, weight, bias), objective);
    }

    private static (float[] Mean, float[] Scale) Standardisation(float[][] embeddings)
    {
        var features = embeddings[0].Length;
        var (sums, squares) = (new double[features], new double[features]);
        foreach (var embedding in embeddings)
        {
            for (var f = 0; f < features; f++)
            {
                sums[f] += embedding[f];
            }
        }

        float[] mean = [.. sums.Select(sum => (float)(sum / embeddings.Length))];
        foreach (var embedding in embeddings)
        {
            for (var f = 0; f < features; f++)
            {
                var difference = (double)embedding[f] - mean[f];
                squares[f] += difference * difference;
            }
        }

        return (mean, [.. squares.Select(square => (float)(1 / (Math.Sqrt(square / embeddings.Length) + StandardDeviationFloor)))]);
    }
}
