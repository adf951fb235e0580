using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>
/// Greedy k-centre: each new row is the point farthest from those chosen (Gonzalez, "Clustering to minimize the maximum
/// intercluster distance", 1985), exactly, but lazily. A block's largest distance can only fall as rows are added, so a
/// stale value is an upper bound: only blocks whose bound could win are brought up to date, several rows at a time and
/// from the cache.
/// </summary>
internal static class Coreset
{
    /// <summary>Chooses up to <paramref name="count"/> rows of n × K points; fewer when no point is left at a distance.</summary>
    /// <returns>Row numbers in the order chosen; the same for the same points and first row on any number of cores.</returns>
    public static int[] Choose(Matrix points, int count, int first, WorkPace pace)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)first, (uint)points.Rows, nameof(first));
        var blocks = new PointBlocks(points);
        var farthest = new Farthest(blocks, Math.Min(count, points.Rows));
        var chosen = new List<int>(count);
        var next = first;
        while (true)
        {
            pace.Step();
            chosen.Add(next);
            farthest.Add(points.Row(next));
            if (chosen.Count == Math.Min(count, points.Rows))
            {
                return [.. chosen];
            }

            (next, var squared) = farthest.Find();
            if (squared <= 0)
            {
                return [.. chosen];
            }
        }
    }

    /// <summary>Keeps, for each block, how many centres it has seen and the largest squared distance it had then.</summary>
    private sealed class Farthest(PointBlocks blocks, int capacity)
    {
        private readonly float[] _centres = new float[(long)capacity * blocks.Dimensions];
        private readonly float[] _squares = new float[capacity];
        private readonly float[] _nearest = Enumerable.Repeat(float.PositiveInfinity, blocks.Blocks * PointBlocks.Size).ToArray();
        private readonly int[] _seen = new int[blocks.Blocks];
        private readonly float[] _bound = Enumerable.Repeat(float.PositiveInfinity, blocks.Blocks).ToArray();
        private readonly int[] _best = new int[blocks.Blocks];
        private readonly int[] _stale = new int[4 * Environment.ProcessorCount];
        private int _count;

        public void Add(ReadOnlySpan<float> centre)
        {
            centre.CopyTo(_centres.AsSpan(_count * blocks.Dimensions));
            _squares[_count++] = System.Numerics.Tensors.TensorPrimitives.SumOfSquares(centre);
        }

        /// <summary>The point with the largest distance to its nearest centre; of equal ones the first.</summary>
        public (int Point, float Squared) Find()
        {
            while (true)
            {
                var top = Top();
                if (_seen[top] == _count)
                {
                    return (_best[top], _bound[top]);
                }

                // The blocks with the highest bounds are brought up to date together, one core each.
                Parallel.For(0, Highest(), Loops.OfCaller, i => Refresh(_stale[i]));
            }
        }

        /// <summary>Block with the highest bound; of equal ones the first. (TensorPrimitives.IndexOfMax 10.0 is wrong on some inputs.)</summary>
        private int Top()
        {
            var top = 0;
            for (var block = 1; block < _bound.Length; block++)
            {
                top = _bound[block] > _bound[top] ? block : top;
            }

            return top;
        }

        /// <summary>Collects stale blocks whose bound exceeds the best fresh one.</summary>
        private int Highest()
        {
            var fresh = float.NegativeInfinity;
            for (var block = 0; block < _bound.Length; block++)
            {
                if (_seen[block] == _count)
                {
                    fresh = MathF.Max(fresh, _bound[block]);
                }
            }

            var found = 0;
            for (var block = 0; block < _bound.Length; block++)
            {
                if (_seen[block] == _count || _bound[block] < fresh)
                {
                    continue;
                }

                var at = found < _stale.Length ? found++ : _stale.Length;
                while (at > 0 && _bound[_stale[at - 1]] < _bound[block])
                {
                    if (at < _stale.Length)
                    {
                        _stale[at] = _stale[at - 1];
                    }

                    at--;
                }

                if (at < _stale.Length)
                {
                    _stale[at] = block;
                }
            }

            return found;
        }

        private void Refresh(int block)
        {
            var nearest = _nearest.AsSpan(block * PointBlocks.Size, PointBlocks.Size);
            var seen = _seen[block];
            blocks.Lower(
                block, _centres.AsSpan(seen * blocks.Dimensions, (_count - seen) * blocks.Dimensions), _squares.AsSpan(seen, _count - seen), nearest);
            var squares = blocks.Squares(block);
            var (largest, best) = (float.NegativeInfinity, 0);
            for (var lane = 0; lane < blocks.CountIn(block); lane++)
            {
                var squared = nearest[lane] + squares[lane];
                if (squared > largest)
                {
                    (largest, best) = (squared, lane);
                }
            }

            (_seen[block], _bound[block], _best[block]) = (_count, largest, (block * PointBlocks.Size) + best);
        }
    }
}
