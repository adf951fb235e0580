namespace EdgeTransfer.Evaluating;

/// <summary>What <c>evaluate --classes</c> writes.</summary>
/// <param name="Data">The data set's folder.</param>
/// <param name="Backbone">Name of the backbone.</param>
/// <param name="Size">Side of the input, pixels.</param>
/// <param name="Draws">Number of draws.</param>
/// <param name="Images">Images read.</param>
/// <param name="LeftOut">Images that could not be read.</param>
/// <param name="Masks">Defective images that have a mask.</param>
/// <param name="Marks">Whether the masks of the training images were given to the trainer as boxes.</param>
/// <param name="Seconds">Learning and judging, without reading the images.</param>
/// <param name="Rows">One for each number of shots.</param>
internal sealed record ShotResult(
    string Data, string Backbone, int Size, int Draws, int Images, int LeftOut, int Masks, bool Marks, double Seconds, IReadOnlyList<ShotRow> Rows);
