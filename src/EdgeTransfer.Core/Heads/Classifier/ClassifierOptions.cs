namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>How the classifier is learnt.</summary>
public sealed record ClassifierOptions
{
    /// <summary>Weight of the labels against the penalty on the weights.</summary>
    public double C { get; init; } = 0.03;

    /// <summary>Whether a rare class counts as much as a frequent one: weight n / (classes × n of the class).</summary>
    public bool BalanceClasses { get; init; } = true;

    /// <summary>Most steps of L-BFGS.</summary>
    public int MaxIterations { get; init; } = 500;
}
