namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>How the classifier is learnt.</summary>
public sealed record ClassifierOptions
{
    /// <summary>
    /// Weights of the labels against the penalty on the weights, from which grouped cross-validation chooses; ascending. Between them
    /// little changes: a factor of 10 is fine enough.
    /// </summary>
    public IReadOnlyList<double> Strengths { get; init; } = [0.03, 0.3, 3];

    /// <summary>Whether a rare class counts as much as a frequent one: weight n / (classes × n of the class).</summary>
    public bool BalanceClasses { get; init; } = true;

    /// <summary>
    /// Embeddings of one class, views included, beyond which its images give fewer views (never fewer than the plain image): bounds
    /// time and memory.
    /// </summary>
    public int MaxRowsPerClass { get; init; } = 1000;

    /// <summary>Most steps of L-BFGS.</summary>
    public int MaxIterations { get; init; } = 500;
}
