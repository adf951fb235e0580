using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>Learns the classifier from labelled embeddings.</summary>
public static class ClassifierTrainer
{
    private const double StandardDeviationFloor = 0.001;

    /// <summary>Fits L2 logistic regression.</summary>
    /// <param name="embeddings">n embeddings of one length.</param>
    /// <param name="labels">n class names; at least two different ones.</param>
    /// <param name="options">Strength and weights.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <returns>The head and the objective that it reached, ½‖W‖² + C · Σ weighted cross-entropy.</returns>
    public static (ClassifierHead Head, double Objective) Fit(
        IReadOnlyList<float[]> embeddings, IReadOnlyList<string> labels, ClassifierOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNotEqual(embeddings.Count, labels.Count, nameof(labels));
        string[] classes = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        ArgumentOutOfRangeException.ThrowIfLessThan(classes.Length, 2, nameof(labels));

        var features = embeddings[0].Length;
        var (mean, scale) = Standardisation(embeddings);
        var x = new Matrix(embeddings.Count, features);
        for (var i = 0; i < embeddings.Count; i++)
        {
            var row = x.Row(i);
            System.Numerics.Tensors.TensorPrimitives.Subtract(embeddings[i], mean, row);
            System.Numerics.Tensors.TensorPrimitives.Multiply(row, scale, row);
        }

        int[] columns = [.. labels.Select(label => Array.BinarySearch(classes, label, StringComparer.Ordinal))];
        var counts = new int[classes.Length];
        foreach (var column in columns)
        {
            counts[column]++;
        }

        double[] weights = [.. columns.Select(column =>
            options.C * (options.BalanceClasses ? (double)columns.Length / (classes.Length * counts[column]) : 1))];
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

    private static (float[] Mean, float[] Scale) Standardisation(IReadOnlyList<float[]> embeddings)
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

        float[] mean = [.. sums.Select(sum => (float)(sum / embeddings.Count))];
        foreach (var embedding in embeddings)
        {
            for (var f = 0; f < features; f++)
            {
                var difference = (double)embedding[f] - mean[f];
                squares[f] += difference * difference;
            }
        }

        return (mean, [.. squares.Select(square => (float)(1 / (Math.Sqrt(square / embeddings.Count) + StandardDeviationFloor)))]);
    }
}
