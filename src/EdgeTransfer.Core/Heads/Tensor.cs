namespace EdgeTransfer.Core.Heads;

/// <summary>A named float32 array, row-major.</summary>
public sealed record Tensor
{
    /// <summary>Checks that the data fills the shape.</summary>
    public Tensor(string name, IReadOnlyList<int> shape, float[] data)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(data);
        if (shape.Any(n => n < 0) || shape.Aggregate(1L, (a, n) => a * n) != data.Length)
        {
            throw new ArgumentException($"Tensor '{name}': shape [{string.Join(", ", shape)}] does not hold {data.Length} values.", nameof(shape));
        }

        (Name, Shape, Data) = (name, shape, data);
    }

    /// <summary>Name in the head, as in <c>classifier.weight</c>.</summary>
    public string Name { get; }

    /// <summary>Dimensions, outermost first.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The values.</summary>
    public float[] Data { get; }
}
