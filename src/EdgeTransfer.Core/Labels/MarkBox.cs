namespace EdgeTransfer.Core.Labels;

/// <summary>Where a person saw a defect: a box in fractions of the recipe's region, 0 to 1 from its upper left corner.</summary>
public readonly record struct MarkBox(double Left, double Top, double Width, double Height)
{
    /// <summary>Whether it lies in the region and covers something.</summary>
    public bool IsValid => Left >= 0 && Top >= 0 && Width > 0 && Height > 0 && Left + Width <= 1 + 1e-9 && Top + Height <= 1 + 1e-9;
}
