namespace EdgeTransfer.Core.Training;

/// <summary>How far a training is.</summary>
/// <param name="State"><c>running</c>; <c>paused</c>: inspection goes first; <c>waiting</c>: for too long, the device is too small for both.</param>
/// <param name="Stage"><c>bank</c>, <c>scores</c>, <c>classifier</c>, <c>gate</c>.</param>
/// <param name="Share">Share done, 0 to 1.</param>
/// <param name="ElapsedSeconds">Since it began, pauses included.</param>
/// <param name="RestSeconds">What it still needs without a pause, a rough estimate; null while that cannot be told.</param>
public sealed record TrainingProgress(string State, string Stage, double Share, double ElapsedSeconds, double? RestSeconds)
{
    /// <summary>It works.</summary>
    public const string Running = "running";

    /// <summary>It holds still.</summary>
    public const string Paused = "paused";

    /// <summary>It has been holding still for too long.</summary>
    public const string Waiting = "waiting";
}
