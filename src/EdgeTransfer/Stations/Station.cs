using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Statistics;
using EdgeTransfer.Inference.Heads;

namespace EdgeTransfer.Stations;

/// <summary>What all workers of one station share.</summary>
internal sealed class Station(StationFile file) : IDisposable
{
    private const int LatenciesKept = 4096;

    public string Name => file.Station;

    public string Source => file.Camera.Source;

    public Recipe Recipe => file.Recipe;

    /// <summary>Names of its recipes, that in force among them.</summary>
    public IReadOnlyList<string> Recipes { get; } = [.. file.Others.Select(o => o.Recipe.Product).Append(file.Recipe.Product).Append(file.Main ?? file.Recipe.Product).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What the bands of its heads are to reach.</summary>
    public BandTargets Targets => file.Policy;

    /// <summary>Who puts challengers into service.</summary>
    public GateMode GateMode => file.Gate.Mode;

    /// <summary>What the gate asks of challengers.</summary>
    public GateOptions GateOptions { get; } = file.Gate.Options();

    /// <summary>Parts and time of a trial before a challenger is activated by itself; no parts: none.</summary>
    public (int Parts, TimeSpan Within) Trial => (file.Gate.TrialParts, file.Gate.TrialWithin);

    /// <summary>When its trainings begin by themselves.</summary>
    public TrainingSettings Training => file.Training;

    /// <summary>All of the station file that decides how a part is judged and who may change that.</summary>
    public object Settings => new { recipe = file.Recipe, policy = file.Policy, gate = file.Gate, training = file.Training };

    public string RecipeHash { get; } = file.Recipe.Hash();

    public string CalibrationHash { get; } = file.CalibrationHash();

    /// <summary>Head and policy that judge now.</summary>
    public JudgeSlot Slot { get; } = new();

    /// <summary>A second head that judges the same features silently, after the verdict.</summary>
    public ShadowSlot Shadow { get; } = new();

    public ShadowTally ShadowTally { get; } = new();

    public VerdictTally Tally { get; } = new();

    public LatencyWindow Latency { get; } = new(LatenciesKept);

    /// <summary>Latencies of the parts that were judged while no training worked: what a budget is derived from.</summary>
    public LatencyWindow Undisturbed { get; } = new(LatenciesKept);

    /// <summary>Whether a training works beside.</summary>
    public bool IsDisturbed { get => Volatile.Read(ref field); set => Volatile.Write(ref field, value); }

    /// <summary>Why no parts come, as in <see cref="StateCodes.SourceFailing"/>; null while they do.</summary>
    public string? SourceTrouble { get => Volatile.Read(ref field); set => Volatile.Write(ref field, value); }

    /// <summary>Whether a person has paused it.</summary>
    public StationHold Hold { get; } = new();

    /// <summary>Triggers by command; null where the source makes parts due.</summary>
    public TriggerInbox? Triggers { get; } = file.Camera.Trigger == TriggerMode.Command ? new TriggerInbox() : null;

    /// <summary>Who wants to see the next frame.</summary>
    public FrameTap Tap { get; } = new();

    /// <summary>Completes when the source has ended and every part of it has its verdict.</summary>
    public TaskCompletionSource Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The feature space of this station; empty while its models are refused.</summary>
    public string ServedKey { get; set; } = "";

    /// <summary>A record of this station; NOT_INSPECTED until somebody says otherwise.</summary>
    public Inspection NewRecord(long trigger, string origin, DateTimeOffset at, string? head, string? policy) => new()
    {
        Id = Guid.CreateVersion7(at),
        Station = Name,
        Trigger = trigger,
        PartId = $"{Name}-{trigger}",
        Product = Recipe.Product,
        Origin = origin,
        At = at,
        Verdict = Verdict.NotInspected,
        Judges = new Judges(head, policy, RecipeHash, CalibrationHash),
    };

    /// <summary>A part has got its verdict; one thread.</summary>
    /// <param name="milliseconds">From trigger to verdict.</param>
    /// <param name="times">Of its stages.</param>
    /// <param name="at">When it ended, on a clock that nobody sets.</param>
    public void Judged(double milliseconds, StageTimes times, TimeSpan at)
    {
        Latency.Add(milliseconds, times.Prepare + times.Features + times.Judge, at);
        if (!IsDisturbed)
        {
            Undisturbed.Add(milliseconds);
        }
    }

    public void Dispose()
    {
        Slot.Dispose();
        Shadow.Dispose();
    }
}
