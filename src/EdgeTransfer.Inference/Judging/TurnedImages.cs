using System.Numerics.Tensors;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Views;
using EdgeTransfer.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace EdgeTransfer.Inference.Judging;

/// <summary>
/// Averages an embedding over turned views of the image. The classifier is linear, so that this is the mean of what it would say of
/// each view; the patches, and with them the map, stay those of the image as it lies.
/// </summary>
internal sealed class TurnedImages : IDisposable
{
    private readonly Backbone _backbone;
    private readonly IReadOnlyList<SquareView> _views;
    private readonly int _inputSize;
    private readonly byte[] _image;       // N × H × W × 3; N tiles
    private readonly float[] _embeddings; // N × F
    private readonly float[] _embedding;  // F
    private readonly OrtValue[] _imageValue;
    private readonly OrtValue[] _features;

    public TurnedImages(Backbone backbone, Recipe recipe)
    {
        (_backbone, _views, _inputSize) = (backbone, HarmlessViews.Judged(recipe.JudgedViews), recipe.InputSize);
        var (count, grid) = (recipe.TileCount, backbone.Grid(_inputSize));
        _image = new byte[count * _inputSize * _inputSize * 3];
        _embeddings = new float[count * backbone.EmbeddingDimension];
        _embedding = new float[backbone.EmbeddingDimension];
        _imageValue = [OrtValue.CreateTensorValueFromMemory(_image, [count, _inputSize, _inputSize, 3])];
        _features =
        [
            OrtValue.CreateTensorValueFromMemory(new float[count * grid * grid * backbone.PatchDimension], [count, grid, grid, backbone.PatchDimension]),
            OrtValue.CreateTensorValueFromMemory(_embeddings, [count, backbone.EmbeddingDimension]),
        ];
    }

    /// <summary>Replaces the embedding of the plain image, N × H × W × 3, by the mean over it and its turned views.</summary>
    public void Average(ReadOnlySpan<byte> image, Span<float> embedding)
    {
        var length = _inputSize * _inputSize * 3;
        foreach (var view in _views)
        {
            for (var at = 0; at < image.Length; at += length)
            {
                view.Apply(image.Slice(at, length), _inputSize, _image.AsSpan(at, length));
            }

            _backbone.Run(_imageValue, _features);
            TileStitch.Embedding(_embeddings, _embedding);
            TensorPrimitives.Add(embedding, _embedding, embedding);
        }

        TensorPrimitives.Divide(embedding, _views.Count + 1f, embedding);
    }

    public void Dispose()
    {
        foreach (var value in _imageValue.Concat(_features))
        {
            value.Dispose();
        }
    }
}
