using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Core.Mathematics;

/// <summary>
/// Limited-memory BFGS with a backtracking line search for smooth convex functions
/// (Nocedal and Wright, "Numerical Optimization", 2nd ed., algorithms 7.4 and 3.1).
/// </summary>
internal static class Lbfgs
{
    private const int Memory = 10;
    private const double SufficientDecrease = 1e-4;
    private const int MaxHalvings = 30;

    /// <summary>Writes the gradient at <paramref name="x"/> and returns the value there.</summary>
    public delegate double Objective(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>
    /// Minimises in place. Ends when the largest gradient component falls to <paramref name="tolerance"/>, when the value
    /// no longer falls within float32's resolution, or after <paramref name="maxIterations"/>.
    /// </summary>
    /// <returns>The value reached.</returns>
    public static double Minimise(double[] x, Objective objective, double tolerance, int maxIterations, WorkPace pace)
    {
        var n = x.Length;
        var gradient = new double[n];
        var value = objective(x, gradient);
        var history = new LinkedList<(double[] Step, double[] Change, double Curvature)>();
        var (direction, next, nextGradient) = (new double[n], new double[n], new double[n]);
        for (var iteration = 0; iteration < maxIterations && MaxAbs(gradient) > tolerance; iteration++)
        {
            pace.Step();
            Descend(gradient, history, direction);
            var slope = Dot(direction, gradient);
            if (slope >= 0) // rounding has spoilt the curvature pairs: begin again from steepest descent
            {
                history.Clear();
                Descend(gradient, history, direction);
                slope = Dot(direction, gradient);
            }

            var step = history.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(Dot(gradient, gradient))) : 1;
            var (nextValue, found) = (value, false);
            for (var halving = 0; halving < MaxHalvings && !found; halving++)
            {
                for (var i = 0; i < n; i++)
                {
                    next[i] = x[i] + (step * direction[i]);
                }

                nextValue = objective(next, nextGradient);
                found = nextValue <= value + (SufficientDecrease * step * slope);
                step = found ? step : step / 2;
            }

            if (!found)
            {
                return value;
            }

            Remember(history, x, next, gradient, nextGradient);
            next.CopyTo(x, 0);
            (gradient, nextGradient) = (nextGradient, gradient);
            var fall = value - nextValue;
            value = nextValue;
            if (fall <= 1e-10 * Math.Abs(value))
            {
                break;
            }
        }

        return value;
    }

    private static void Remember(
        LinkedList<(double[] Step, double[] Change, double Curvature)> history, double[] x, double[] next, double[] gradient, double[] nextGradient)
    {
        var (step, change) = history.Count == Memory ? (history.First!.Value.Step, history.First.Value.Change) : (new double[x.Length], new double[x.Length]);
        if (history.Count == Memory)
        {
            history.RemoveFirst();
        }

        for (var i = 0; i < x.Length; i++)
        {
            (step[i], change[i]) = (next[i] - x[i], nextGradient[i] - gradient[i]);
        }

        var curvature = Dot(step, change);
        if (curvature > 1e-12 * Dot(change, change))
        {
            history.AddLast((step, change, curvature));
        }
    }

    /// <summary>The two-loop recursion: direction = −H·gradient.</summary>
    private static void Descend(double[] gradient, LinkedList<(double[] Step, double[] Change, double Curvature)> history, double[] direction)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            direction[i] = -gradient[i];
        }

        var alphas = new Stack<double>(Memory);
        for (var pair = history.Last; pair is not null; pair = pair.Previous)
        {
            var alpha = Dot(pair.Value.Step, direction) / pair.Value.Curvature;
            alphas.Push(alpha);
            AddScaled(direction, -alpha, pair.Value.Change);
        }

        if (history.Last is { } last)
        {
            var scale = last.Value.Curvature / Dot(last.Value.Change, last.Value.Change);
            System.Numerics.Tensors.TensorPrimitives.Multiply(direction, scale, direction);
        }

        for (var pair = history.First; pair is not null; pair = pair.Next)
        {
            var beta = Dot(pair.Value.Change, direction) / pair.Value.Curvature;
            AddScaled(direction, alphas.Pop() - beta, pair.Value.Step);
        }
    }

    private static double Dot(double[] a, double[] b) => System.Numerics.Tensors.TensorPrimitives.Dot<double>(a, b);

    private static void AddScaled(double[] sum, double factor, double[] x) =>
        System.Numerics.Tensors.TensorPrimitives.FusedMultiplyAdd<double>(x, factor, sum, sum);

    private static double MaxAbs(double[] x) => Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude<double>(x));
}
