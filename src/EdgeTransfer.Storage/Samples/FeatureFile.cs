using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Storage.Heads;

namespace EdgeTransfer.Storage.Samples;

/// <summary>Cached features as safetensors: <c>patches</c> rows × columns × D, <c>embedding</c> F, and <c>views</c> V × F where there are any.</summary>
internal static class FeatureFile
{
    public static byte[] Write(Features features)
    {
        List<Tensor> tensors =
        [
            new("patches", [features.Rows, features.Columns, features.Dimension], features.Patches),
            new("embedding", [features.Embedding.Length], features.Embedding),
        ];
        if (features.Views.Count > 0)
        {
            tensors.Add(new("views", [features.Views.Count, features.Embedding.Length], [.. features.Views.SelectMany(view => view)]));
        }

        return SafeTensors.Write(tensors);
    }

    /// <summary>Null when the file is missing, damaged or cannot be read: one such sample must not keep the others from being learnt from.</summary>
    public static Features? Read(string path)
    {
        try
        {
            return File.Exists(path)
                && SafeTensors.Read(File.ReadAllBytes(path)).Value is { } tensors
                && tensors.TryGetValue("patches", out var patches) && patches.Shape is [var rows, var columns, var dimension]
                && tensors.TryGetValue("embedding", out var embedding)
                ? new Features(patches.Data, rows, columns, dimension, embedding.Data) { Views = Views(tensors, embedding.Data.Length) }
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Views in a file that is as long as its header says, read from the header alone; null when there is no such file.</summary>
    public static int? CountViews(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return SafeTensors.ReadShapes(file) is { } shapes && shapes.ContainsKey("patches") && shapes.ContainsKey("embedding")
                ? shapes.TryGetValue("views", out var views) && views.Count > 0 ? views[0] : 0
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static float[][] Views(IReadOnlyDictionary<string, Tensor> tensors, int length) =>
        tensors.TryGetValue("views", out var views) && views.Shape is [_, var columns] && columns == length && length > 0 ? [.. views.Data.Chunk(length)] : [];
}
