namespace EdgeTransfer.Core.Recipes;

/// <summary>A rectangle in pixels of the original frame.</summary>
public sealed record Region(int X, int Y, int Width, int Height);
