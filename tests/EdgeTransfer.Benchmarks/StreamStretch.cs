namespace EdgeTransfer.Benchmarks;

/// <summary>The parts from one training to the next.</summary>
/// <param name="Labels">Labels when the training began.</param>
/// <param name="Training">How the training before it ended.</param>
internal sealed record StreamStretch(int Labels, StreamTraining Training)
{
    /// <summary>Verdicts of the service.</summary>
    public StreamCounts Judged { get; set; } = StreamCounts.None;

    /// <summary>What the first head would have said of the same parts, had nothing been learnt after it.</summary>
    public StreamCounts FirstHead { get; set; } = StreamCounts.None;

    /// <summary>Rejected good parts that were learnt at once.</summary>
    public int Grown { get; set; }

    /// <summary>Those that were not, for the reason that the log names.</summary>
    public int NotGrown { get; set; }

    /// <summary>Times that the device went back to the head before.</summary>
    public int RolledBack { get; set; }
}
