namespace EdgeTransfer.Core.Recipes;

/// <summary>
/// Cuts a region that is large against its defects into overlapping squares of the input's size, which go through the backbone as
/// one batch. Patches are stitched to one grid, each from the tile in which it lies deepest: what lies near a tile's edge is seen
/// with less of its surroundings.
/// </summary>
/// <param name="Rows">Rows of tiles.</param>
/// <param name="Columns">Tiles a row.</param>
/// <param name="Overlap">Pixels of the input that neighbours share; a multiple of 32, so that half of it is a whole number of patches.</param>
public sealed record Tiling(int Rows, int Columns, int Overlap = Tiling.DefaultOverlap)
{
    /// <summary>Default overlap: every patch sees at least 16 pixels around it on all sides.</summary>
    public const int DefaultOverlap = 32;

    /// <summary>Most rows, and most columns.</summary>
    public const int MaxSide = 8;

    /// <summary>Most tiles: the batch must fit into memory.</summary>
    public const int MaxTiles = 16;

    /// <summary>What breaks the contract, one sentence each.</summary>
    /// <param name="inputSize">Side of a tile, pixels.</param>
    public IEnumerable<string> Validate(int inputSize)
    {
        if (Rows is < 1 or > MaxSide || Columns is < 1 or > MaxSide)
        {
            yield return $"Tiles are {Rows} rows of {Columns}; both must lie between 1 and {MaxSide}.";
        }
        else if (Rows * Columns > MaxTiles)
        {
            yield return $"Tiles are {Rows} rows of {Columns}; together they must not be more than {MaxTiles}.";
        }

        if (Overlap < 0 || Overlap % Recipe.InputStep != 0 || Overlap >= inputSize / 2)
        {
            yield return $"Tiles overlap by {Overlap} pixels; it must be a multiple of {Recipe.InputStep} from 0 to less than half of InputSize {inputSize}.";
        }
    }

    /// <summary>Length that a number of tiles in a line covers, pixels.</summary>
    internal int Length(int tiles, int inputSize) => inputSize + ((tiles - 1) * (inputSize - Overlap));
}
