using System.Numerics.Tensors;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>
/// ½‖W‖² + C · Σ wᵢ · cross-entropyᵢ, the bias not penalised. Parameters lie class after class, C × (F + 1), bias last.
/// </summary>
internal sealed class LogisticLoss
{
    private const int Group = 4;

    private readonly Matrix _x;            // n × F, standardised
    private readonly int[] _labels;        // n
    private readonly double[] _weights;    // n, class weight shared among the views
    private readonly int _classes;
    private readonly float[] _parameters;  // C × F, this evaluation's weights in float32
    private readonly Part[] _parts;

    public LogisticLoss(Matrix x, int[] labels, double[] weights, int classes)
    {
        (_x, _labels, _weights, _classes) = (x, labels, weights, classes);
        _parameters = new float[classes * x.Columns];
        var parts = Math.Clamp(x.Rows / 64, 1, Environment.ProcessorCount);
        _parts = [.. Enumerable.Range(0, parts).Select(p =>
            new Part(p * x.Rows / parts, (p + 1) * x.Rows / parts, new float[classes * x.Columns], new double[classes]))];
    }

    /// <summary>C, the weight of the labels against the penalty.</summary>
    public double Strength { get; set; } = 1;

    public int Size => _classes * (_x.Columns + 1);

    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var features = _x.Columns;
        var bias = new double[_classes];
        for (var c = 0; c < _classes; c++)
        {
            var row = parameters.Slice(c * (features + 1), features + 1);
            TensorPrimitives.ConvertTruncating(row[..features], _parameters.AsSpan(c * features, features));
            bias[c] = row[features];
        }

        if (_parts.Length == 1)
        {
            Evaluate(_parts[0], bias);
        }
        else
        {
            Parallel.ForEach(_parts, Loops.OfCaller, part => Evaluate(part, bias));
        }

        var loss = 0.0;
        gradient.Clear();
        for (var c = 0; c < _classes; c++)
        {
            var row = parameters.Slice(c * (features + 1), features + 1);
            var slope = gradient.Slice(c * (features + 1), features + 1);
            loss += 0.5 * TensorPrimitives.SumOfSquares(row[..features]);
            row[..features].CopyTo(slope);
            foreach (var part in _parts)
            {
                var partial = part.Gradient.AsSpan(c * features, features);
                for (var f = 0; f < features; f++)
                {
                    slope[f] += partial[f];
                }

                slope[features] += part.Bias[c];
            }
        }

        return loss + _parts.Sum(part => part.Loss);
    }

    /// <summary>Four rows at a time: weights and gradient are read and written once for all four.</summary>
    private void Evaluate(Part part, double[] bias)
    {
        Array.Clear(part.Gradient);
        Array.Clear(part.Bias);
        part.Loss = 0;
        Span<double> logits = stackalloc double[Group * _classes];
        Span<float> residuals = stackalloc float[Group * _classes]; // class after class
        var (i, features) = (part.Begin, _x.Columns);
        for (; i + Group <= part.End; i += Group)
        {
            for (var c = 0; c < _classes; c++)
            {
                var (r0, r1, r2, r3) = Products.Dot4(_x.Data, i * features, features, _parameters.AsSpan(c * features, features));
                (logits[c], logits[_classes + c], logits[(2 * _classes) + c], logits[(3 * _classes) + c]) = (bias[c] + r0, bias[c] + r1, bias[c] + r2, bias[c] + r3);
            }

            for (var j = 0; j < Group; j++)
            {
                Residuals(part, i + j, logits.Slice(j * _classes, _classes), residuals[j..]);
            }

            for (var c = 0; c < _classes; c++)
            {
                Products.AddScaled4(_x.Data, i * features, features, residuals.Slice(c * Group, Group), part.Gradient.AsSpan(c * features, features));
            }
        }

        for (; i < part.End; i++)
        {
            var x = _x.Row(i);
            for (var c = 0; c < _classes; c++)
            {
                logits[c] = bias[c] + TensorPrimitives.Dot(x, _parameters.AsSpan(c * features, features));
            }

            Residuals(part, i, logits[.._classes], residuals);
            for (var c = 0; c < _classes; c++)
            {
                var slope = part.Gradient.AsSpan(c * features, features);
                TensorPrimitives.FusedMultiplyAdd(x, residuals[c * Group], slope, slope);
            }
        }
    }

    /// <summary>Adds the loss of one row, and writes what each class is off by at every fourth place.</summary>
    private void Residuals(Part part, int row, ReadOnlySpan<double> logits, Span<float> residuals)
    {
        var largest = TensorPrimitives.Max(logits);
        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        var (weight, label) = (Strength * _weights[row], _labels[row]);
        part.Loss += weight * (largest + Math.Log(sum) - logits[label]);
        for (var c = 0; c < logits.Length; c++)
        {
            var residual = weight * ((Math.Exp(logits[c] - largest) / sum) - (c == label ? 1 : 0));
            part.Bias[c] += residual;
            residuals[c * Group] = (float)residual;
        }
    }

    /// <summary>Rows of one core and what they add up to.</summary>
    private sealed class Part(int begin, int end, float[] gradient, double[] bias)
    {
        public int Begin { get; } = begin;

        public int End { get; } = end;

        public float[] Gradient { get; } = gradient;

        public double[] Bias { get; } = bias;

        public double Loss { get; set; }
    }
}
