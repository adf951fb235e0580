namespace EdgeTransfer.Core.Recipes;

/// <summary>A rectangle in pixels of the original frame.</summary>
public sealed record Region(int X, int Y, int Width, int Height)
{
    /// <summary>What breaks the contract, one sentence each; whether it lies in the frame shows with the frame.</summary>
    public IEnumerable<string> Validate()
    {
        if (X < 0 || Y < 0)
        {
            yield return $"Region begins at {X}, {Y}; it must not begin outside the frame.";
        }

        if (Width <= 0 || Height <= 0)
        {
            yield return $"Region is {Width}×{Height} pixels; both sides must be above 0.";
        }
    }
}
