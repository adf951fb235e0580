namespace EdgeTransfer.Core.Mathematics;

/// <summary>A dense float32 matrix, row-major.</summary>
public sealed class Matrix
{
    /// <summary>A matrix of zeros.</summary>
    public Matrix(int rows, int columns)
        : this(rows, columns, new float[(long)rows * columns])
    {
    }

    /// <summary>Takes the array as it is; no copy.</summary>
    public Matrix(int rows, int columns, float[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNotEqual(data.LongLength, (long)rows * columns, nameof(data));
        (Rows, Columns, Data) = (rows, columns, data);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>The values, row after row.</summary>
    public float[] Data { get; }

    /// <summary>One row.</summary>
    public Span<float> Row(int row) => Data.AsSpan(row * Columns, Columns);

    /// <summary>Copies some rows, in the order given.</summary>
    internal Matrix Pick(IReadOnlyList<int> rows)
    {
        var picked = new Matrix(rows.Count, Columns);
        for (var i = 0; i < rows.Count; i++)
        {
            Row(rows[i]).CopyTo(picked.Row(i));
        }

        return picked;
    }
}
