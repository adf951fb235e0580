namespace EdgeTransfer.Core.Mathematics;

public class LbfgsTests
{
    [Fact]
    public void Minimise_IllConditionedQuadratic_FindsTheMinimum()
    {
        double[] target = [1, -2, 3, 0.5];
        double[] curvature = [1, 1000, 0.01, 7];
        double Value(ReadOnlySpan<double> x, Span<double> gradient)
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                gradient[i] = curvature[i] * (x[i] - target[i]);
                sum += 0.5 * gradient[i] * (x[i] - target[i]);
            }

            return 1 + sum;
        }

        var x = new double[4];
        Lbfgs.Minimise(x, Value, 1e-9, 500, default).ShouldBe(1, 1e-8);
        x[1].ShouldBe(-2, 1e-4);
    }
}
