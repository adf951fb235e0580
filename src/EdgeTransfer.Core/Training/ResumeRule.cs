namespace EdgeTransfer.Core.Training;

/// <summary>Decides what becomes of a training that was interrupted.</summary>
public static class ResumeRule
{
    /// <summary>Begins that may end with the service: after them it is the training that ends it.</summary>
    public const int MaxAttempts = 3;

    /// <summary>An outcome ends it; none: it is begun again.</summary>
    /// <param name="attempts">How often it was begun.</param>
    /// <param name="headIsActive">Whether the head that it made judges already: only its end was not written down.</param>
    /// <param name="hasLater">Whether a later training of the product has been begun since.</param>
    /// <param name="canTrain">Whether its station and models are still there.</param>
    public static (string? Outcome, string Detail) Decide(int attempts, bool headIsActive, bool hasLater, bool canTrain) =>
        headIsActive ? ("swapped", "The service ended after the swap; the gate had passed.")
        : hasLater ? ("failed", "Its end could not be written down; a later training has taken its place.")
        : attempts >= MaxAttempts ? ("failed", $"interrupted {MaxAttempts} times: the service ended in each of them; look at its log and memory, then train again.")
        : !canTrain ? ("failed", "Its station makes another product now, or its models are refused.")
        : (null, "");
}
