using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads;

/// <summary>Takes tensors of expected shapes out of a dictionary and keeps the first problem; null sizes take any.</summary>
internal sealed class TensorReader(IReadOnlyDictionary<string, Tensor> tensors)
{
    public string? Problem { get; private set; }

    public float[]? Vector(string name, int? length) => Take(name, length)?.Data;

    public Matrix? Matrix(string name, int? rows, int? columns) =>
        Take(name, rows, columns) is { } tensor ? new Matrix(tensor.Shape[0], tensor.Shape[1], tensor.Data) : null;

    public Standard Standard(string name)
    {
        if (Take(name, 2) is not { } tensor)
        {
            return default;
        }

        if (tensor.Data[1] <= 0)
        {
            Problem ??= $"{name} has a deviation that is not positive";
        }

        return new(tensor.Data[0], tensor.Data[1]);
    }

    private Tensor? Take(string name, params ReadOnlySpan<int?> shape)
    {
        if (!tensors.TryGetValue(name, out var tensor))
        {
            Problem ??= $"{name} is missing";
            return null;
        }

        var fits = tensor.Shape.Count == shape.Length && tensor.Data.Length > 0;
        for (var i = 0; fits && i < shape.Length; i++)
        {
            fits = shape[i] is null || shape[i] == tensor.Shape[i];
        }

        if (!fits)
        {
            Problem ??= $"{name} has the shape [{string.Join(", ", tensor.Shape)}]";
            return null;
        }

        if (!System.Numerics.Tensors.TensorPrimitives.IsFiniteAll(tensor.Data))
        {
            Problem ??= $"{name} holds a value that is not a number";
            return null;
        }

        return tensor;
    }
}
