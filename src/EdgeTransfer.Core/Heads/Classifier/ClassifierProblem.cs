using System.Numerics.Tensors;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>One set of labelled embeddings, standardised once and solved for any strength; each solution is where the next begins.</summary>
internal sealed class ClassifierProblem
{
    private const double StandardDeviationFloor = 0.001;

    private readonly string[] _classes;
    private readonly float[] _mean;
    private readonly float[] _scale;
    private readonly LogisticLoss _loss;
    private readonly double[] _parameters; // class after class, C × (F + 1), bias last

    /// <summary>Standardises the embeddings. A class with more than the options' rows gives fewer views of each image.</summary>
    public ClassifierProblem(IReadOnlyList<ClassifierSample> samples, ClassifierOptions options)
    {
        var counts = samples.CountBy(s => s.Class).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        _classes = [.. counts.Keys.Order(StringComparer.Ordinal)];
        ArgumentOutOfRangeException.ThrowIfLessThan(_classes.Length, 2, nameof(samples));

        var rows = samples.Select(s => (s.Class, Embeddings: s.Embeddings.Take(Math.Max(1, options.MaxRowsPerClass / counts[s.Class])).ToArray())).ToArray();
        float[][] embeddings = [.. rows.SelectMany(r => r.Embeddings)];
        (_mean, _scale) = Standardisation(embeddings);
        var x = new Matrix(embeddings.Length, _mean.Length);
        for (var i = 0; i < embeddings.Length; i++)
        {
            var row = x.Row(i);
            TensorPrimitives.Subtract(embeddings[i], _mean, row);
            TensorPrimitives.Multiply(row, _scale, row);
        }

        int[] columns = [.. rows.SelectMany(r => Enumerable.Repeat(Array.IndexOf(_classes, r.Class), r.Embeddings.Length))];

        // The views of an image share the weight of one sample, so that a strength means the same with any number of them.
        double[] weights = [.. rows.SelectMany(r => Enumerable.Repeat(
            (options.BalanceClasses ? (double)samples.Count / (_classes.Length * counts[r.Class]) : 1) / r.Embeddings.Length, r.Embeddings.Length))];
        _loss = new LogisticLoss(x, columns, weights, _classes.Length);
        _parameters = new double[_loss.Size];
    }

    /// <summary>Begins at the weights of another head, where it has the same classes and size; the optimum is the same.</summary>
    public void BeginAt(ClassifierHead head)
    {
        if (!head.Classes.SequenceEqual(_classes) || head.Mean.Length != _mean.Length)
        {
            return;
        }

        var stride = _mean.Length + 1;
        for (var c = 0; c < _classes.Length; c++)
        {
            var bias = (double)head.Bias[c];
            for (var f = 0; f < _mean.Length; f++)
            {
                var slope = (double)head.Scale[f] * head.Weight.Data[(f * _classes.Length) + c]; // on the raw embedding
                _parameters[(c * stride) + f] = slope / _scale[f];
                bias += slope * (_mean[f] - head.Mean[f]);
            }

            _parameters[(c * stride) + _mean.Length] = bias;
        }
    }

    /// <summary>Minimises ½‖W‖² + strength · Σ weighted cross-entropy; ends when no slope exceeds tolerance · strength.</summary>
    public (ClassifierHead Head, double Objective) Solve(double strength, double tolerance, int maxIterations, WorkPace pace)
    {
        _loss.Strength = strength;
        var objective = Lbfgs.Minimise(_parameters, _loss.Evaluate, tolerance * strength, maxIterations, pace);
        var (features, classes) = (_mean.Length, _classes.Length);
        var weight = new Matrix(features, classes);
        var bias = new float[classes];
        for (var c = 0; c < classes; c++)
        {
            for (var f = 0; f < features; f++)
            {
                weight.Data[(f * classes) + c] = (float)_parameters[(c * (features + 1)) + f];
            }

            bias[c] = (float)_parameters[(c * (features + 1)) + features];
        }

        return (new ClassifierHead(_classes, _mean, _scale, weight, bias), objective);
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
