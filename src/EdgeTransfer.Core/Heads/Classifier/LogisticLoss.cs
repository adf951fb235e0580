using System.Numerics.Tensors;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>
/// ½‖W‖² + C · Σ wᵢ · cross-entropyᵢ, the bias not penalised. Parameters lie class after class, C × (F + 1), bias last.
/// </summary>
internal sealed class LogisticLoss
{
    private readonly Matrix _x;            // n × F, standardised
    private readonly int[] _labels;        // n
    private readonly double[] _weights;    // n, C times the class weight
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
            Parallel.ForEach(_parts, part => Evaluate(part, bias));
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

    private void Evaluate(Part part, double[] bias)
    {
        Array.Clear(part.Gradient);
        Array.Clear(part.Bias);
        part.Loss = 0;
        var logits = new double[_classes];
        for (var i = part.Begin; i < part.End; i++)
        {
            var x = _x.Row(i);
            for (var c = 0; c < _classes; c++)
            {
                logits[c] = bias[c] + TensorPrimitives.Dot(x, _parameters.AsSpan(c * x.Length, x.Length));
            }

            var largest = logits.Max();
            var sum = logits.Sum(logit => Math.Exp(logit - largest));
            part.Loss += _weights[i] * (largest + Math.Log(sum) - logits[_labels[i]]);
            for (var c = 0; c < _classes; c++)
            {
                var residual = _weights[i] * ((Math.Exp(logits[c] - largest) / sum) - (c == _labels[i] ? 1 : 0));
                part.Bias[c] += residual;
                var slope = part.Gradient.AsSpan(c * x.Length, x.Length);
                TensorPrimitives.FusedMultiplyAdd(x, (float)residual, slope, slope);
            }
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
