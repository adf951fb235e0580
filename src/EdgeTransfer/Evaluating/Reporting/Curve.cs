namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>A line of a learning curve.</summary>
/// <param name="Name">For the key.</param>
/// <param name="Colour">Of the line.</param>
/// <param name="Draws">For each number of shots, the figure of each draw.</param>
internal sealed record Curve(string Name, string Colour, IReadOnlyList<IReadOnlyList<double>> Draws);
