using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>Multinomial logistic regression on the standardised embedding: softmax((x − mean) · scale · weight + bias).</summary>
/// <param name="Classes">Class names, one a column.</param>
/// <param name="Mean">F.</param>
/// <param name="Scale">F, what the centred embedding is multiplied by.</param>
/// <param name="Weight">F × C.</param>
/// <param name="Bias">C.</param>
public sealed record ClassifierHead(IReadOnlyList<string> Classes, float[] Mean, float[] Scale, Matrix Weight, float[] Bias)
{
    /// <summary>Column of OK; −1 when no good part was labelled.</summary>
    public int OkColumn { get; } = Classes.ToList().IndexOf(Label.Ok);

    /// <summary>Logits of one embedding; the reference that the head graph must agree with.</summary>
    public float[] Judge(ReadOnlySpan<float> embedding)
    {
        var logits = (float[])Bias.Clone();
        for (var f = 0; f < embedding.Length; f++)
        {
            var x = (embedding[f] - Mean[f]) * Scale[f];
            System.Numerics.Tensors.TensorPrimitives.FusedMultiplyAdd(Weight.Row(f), x, logits, logits);
        }

        return logits;
    }

    /// <summary>The head with all logits divided: less sure, of the same mind.</summary>
    internal ClassifierHead DividedBy(double divisor) => this with
    {
        Weight = new Matrix(Weight.Rows, Weight.Columns, [.. Weight.Data.Select(w => (float)(w / divisor))]),
        Bias = [.. Bias.Select(b => (float)(b / divisor))],
    };

    /// <summary>
    /// Log-odds of "any defect class" against OK, and the likeliest defect class. Without an OK class there is nothing to
    /// set the defects against: the score is NaN, and the classifier has no say.
    /// </summary>
    public (double Score, string? Defect) Score(ReadOnlySpan<float> logits)
    {
        var (best, largest, sum) = (-1, float.NegativeInfinity, 0.0);
        for (var c = 0; c < logits.Length; c++)
        {
            if (c != OkColumn && !(logits[c] <= largest))
            {
                (best, largest) = (c, logits[c]);
            }
        }

        for (var c = 0; c < logits.Length; c++)
        {
            sum += c == OkColumn ? 0 : Math.Exp(logits[c] - largest);
        }

        var defect = best < 0 ? null : Classes[best];
        return OkColumn < 0 || best < 0 ? (double.NaN, defect) : (largest + Math.Log(sum) - logits[OkColumn], defect);
    }
}
