using System.Numerics.Tensors;
using EdgeTransfer.Core.Recipes;

namespace EdgeTransfer.Inference.Judging;

/// <summary>Puts what the backbone gives for a part's tiles together: one grid of patches, one embedding.</summary>
/// <param name="tiles">How the region was cut.</param>
/// <param name="side">Rows (and columns) of patches of one tile.</param>
/// <param name="overlap">Patches that neighbours share; even.</param>
internal sealed class TileStitch(Tiling tiles, int side, int overlap)
{
    private readonly int _step = side - overlap;

    /// <summary>Rows of the whole grid.</summary>
    public int Rows => side + ((tiles.Rows - 1) * _step);

    /// <summary>Columns of the whole grid.</summary>
    public int Columns => side + ((tiles.Columns - 1) * _step);

    /// <summary>tiles × side × side × D → Rows × Columns × D; each patch from the tile in which it lies deepest.</summary>
    public void Patches(ReadOnlySpan<float> ofTiles, int dimension, Span<float> stitched)
    {
        for (var row = 0; row < Rows; row++)
        {
            var tileRow = TileOf(row, tiles.Rows);
            for (int column = 0, count; column < Columns; column += count)
            {
                var tileColumn = TileOf(column, tiles.Columns);
                count = EndOf(tileColumn) - column;
                var tile = (tileRow * tiles.Columns) + tileColumn;
                var from = (((tile * side) + row - (tileRow * _step)) * side) + column - (tileColumn * _step);
                ofTiles.Slice(from * dimension, count * dimension).CopyTo(stitched[(((row * Columns) + column) * dimension)..]);
            }
        }
    }

    /// <summary>tiles × F → their mean, F.</summary>
    public static void Embedding(ReadOnlySpan<float> ofTiles, Span<float> mean)
    {
        mean.Clear();
        for (var at = 0; at < ofTiles.Length; at += mean.Length)
        {
            TensorPrimitives.Add(mean, ofTiles.Slice(at, mean.Length), mean);
        }

        TensorPrimitives.Divide(mean, ofTiles.Length / mean.Length, mean);
    }

    // The seam between two tiles runs through the middle of what they share.
    private int TileOf(int place, int count) => Math.Clamp((place - (overlap / 2)) / _step, 0, count - 1);

    private int EndOf(int tileColumn) => tileColumn == tiles.Columns - 1 ? Columns : ((tileColumn + 1) * _step) + (overlap / 2);
}
