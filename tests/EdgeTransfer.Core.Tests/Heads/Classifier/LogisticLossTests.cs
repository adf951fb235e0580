using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Classifier;

public class LogisticLossTests
{
    private static readonly Gen<(int rows, int features, int classes, int seed)> Cases =
        from rows in Gen.Int[1, 150]
        from features in Gen.Int[1, 21]
        from classes in Gen.Int[2, 5]
        from seed in Gen.Int[0, 1000]
        select (rows, features, classes, seed);

    [Fact]
    public void Evaluate_AnyNumberOfRows_EqualsTheDefinition() => Cases.Sample(x =>
    {
        var problem = new Problem(x);

        var value = problem.Loss.Evaluate(problem.Parameters, new double[problem.Parameters.Length]);

        value.ShouldBe(problem.ByDefinition(problem.Parameters), 1e-5 * value);
    });

    [Fact]
    public void Evaluate_Gradient_EqualsFiniteDifferences() => Cases.Sample(
        x =>
        {
            var problem = new Problem(x);
            var gradient = new double[problem.Parameters.Length];
            problem.Loss.Evaluate(problem.Parameters, gradient);

            for (var i = 0; i < gradient.Length; i++)
            {
                double At(double step) => problem.ByDefinition([.. problem.Parameters.Select((p, j) => j == i ? p + step : p)]);
                var difference = (At(1e-5) - At(-1e-5)) / 2e-5;
                gradient[i].ShouldBe(difference, 1e-4 * (x.rows + Math.Abs(difference)));
            }
        },
        iter: 40);

    /// <summary>Random rows, labels and weights, and the loss in double precision, one row after another.</summary>
    private sealed class Problem
    {
        private const double Strength = 0.7;

        private readonly Matrix _x;
        private readonly int[] _labels;
        private readonly double[] _weights;
        private readonly int _classes;

        public Problem((int Rows, int Features, int Classes, int Seed) x)
        {
            var random = new Random(x.Seed);
            _classes = x.Classes;
            _x = new Matrix(x.Rows, x.Features, [.. Enumerable.Range(0, x.Rows * x.Features).Select(_ => (float)((2 * random.NextDouble()) - 1))]);
            _labels = [.. Enumerable.Range(0, x.Rows).Select(_ => random.Next(x.Classes))];
            _weights = [.. Enumerable.Range(0, x.Rows).Select(_ => random.NextDouble())];
            Loss = new LogisticLoss(_x, _labels, _weights, x.Classes) { Strength = Strength };
            Parameters = [.. Enumerable.Range(0, Loss.Size).Select(_ => (2 * random.NextDouble()) - 1)];
        }

        public LogisticLoss Loss { get; }

        public double[] Parameters { get; }

        public double ByDefinition(double[] parameters)
        {
            var stride = _x.Columns + 1;
            var sum = 0.5 * parameters.Where((_, i) => i % stride < _x.Columns).Sum(p => p * p);
            for (var row = 0; row < _x.Rows; row++)
            {
                var x = _x.Row(row).ToArray();
                double[] logits = [.. Enumerable.Range(0, _classes).Select(c => parameters[(c * stride) + _x.Columns] + x.Select((v, f) => v * parameters[(c * stride) + f]).Sum())];
                sum += Strength * _weights[row] * (Math.Log(logits.Sum(Math.Exp)) - logits[_labels[row]]);
            }

            return sum;
        }
    }
}
