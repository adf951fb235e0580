namespace EdgeTransfer.Core.Training;

/// <summary>When new labels begin a training by themselves.</summary>
public sealed record TrainingRule
{
    /// <summary>New labels that are enough; a label that changes an earlier one counts. Null: labels alone begin none.</summary>
    public int? AfterLabels { get; init; }

    /// <summary>Quiet time after the last label, so that a person who is still labelling is waited for.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>From the label that made them enough, the longest wait for that quiet.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Time from the end of a training within which labels begin none.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMinutes(30);
}
