using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Sampling;

namespace EdgeTransfer.Configuration;

/// <summary>Settings of section <c>Learning</c>.</summary>
public sealed record LearningOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Learning";

    /// <summary>Probability that the image of a part is kept for labelling, whatever else speaks for it.</summary>
    public double RandomShare { get; init; } = new SamplingOptions().RandomShare;

    /// <summary>How far from a band a score is near it, as a share of the band's score.</summary>
    public double BandWidth { get; init; } = new SamplingOptions().BandWidth;

    /// <summary>Standard deviations above good parts from which an anomaly score is novel.</summary>
    public double NoveltyFrom { get; init; } = new SamplingOptions().NoveltyFrom;

    /// <summary>Images of a station that one reason may keep in an hour; the random share has no such limit.</summary>
    public int SamplesPerHour { get; init; } = new SamplingOptions().PerHour;

    /// <summary>What all samples of the device may take on the disk, gigabytes (10⁹ bytes).</summary>
    public double DiskBudget { get; init; } = 10;

    /// <summary>The same in bytes.</summary>
    public long DiskBudgetBytes => (long)(DiskBudget * 1e9);

    /// <summary>Rows of the memory bank.</summary>
    public int BankRows { get; init; } = new AnomalyOptions().BankRows;

    /// <summary>Patches that the bank is chosen from.</summary>
    public int MaxPatches { get; init; } = new AnomalyOptions().MaxPatches;

    /// <summary>Seed of all that is drawn in a training.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether a rejected part that is labelled OK is learnt at once, when the check allows it.</summary>
    public bool GrowOnOk { get; init; } = true;

    /// <summary>How long the name of an operator is kept after its last use; null keeps it for ever.</summary>
    public TimeSpan? KeepNamesFor { get; init; }

    /// <summary>Newest heads of a product that stay on the disk; the active, waiting, pinned and previous ones stay in any case.</summary>
    public int KeepHeads { get; init; } = 10;

    /// <summary>Largest P99 from trigger to verdict while a training runs; null: a twentieth above what was measured while none ran.</summary>
    public TimeSpan? LatencyBudget { get; init; }

    /// <summary>Share of time that a station may be judging while a training runs, above 0 to 1; 1: not looked at.</summary>
    public double BusyLimit { get; init; } = 0.9;

    /// <summary>Threads of a training, all behind inspection; null: half as many as cores, at least one.</summary>
    public int? TrainingThreads { get; init; }

    /// <summary>The samplers' options.</summary>
    public SamplingOptions Sampling() => new() { RandomShare = RandomShare, BandWidth = BandWidth, NoveltyFrom = NoveltyFrom, PerHour = SamplesPerHour };

    /// <summary>Folder of public keys (<c>*.pem</c>) whose signatures on heads from outside are believed; null: none.</summary>
    public string? TrustedKeys { get; init; }

    /// <summary>Whether a head from outside is refused when none of these keys has signed it.</summary>
    public bool RequireSignedHeads { get; init; }

    /// <summary>The trainer's options for a recipe's number of top patches.</summary>
    public TrainingOptions Training(int topPatches) => new()
    {
        Anomaly = new AnomalyOptions { BankRows = BankRows, MaxPatches = MaxPatches, Seed = Seed },
        TopPatches = topPatches,
    };

    /// <summary>All that is wrong; empty when the options can be used.</summary>
    public IReadOnlyList<string> Errors()
    {
        List<string> errors = [];
        Check(RandomShare is >= 0 and <= 1, $"RandomShare must be 0 to 1, not {RandomShare}.");
        Check(BandWidth is >= 0 and <= 10, $"BandWidth must be 0 to 10, not {BandWidth}.");
        Check(NoveltyFrom is >= 0 and <= 1000, $"NoveltyFrom must be 0 to 1000, not {NoveltyFrom}.");
        Check(SamplesPerHour is >= 0 and <= 1_000_000, $"SamplesPerHour must be 0 to 1000000, not {SamplesPerHour}.");
        Check(DiskBudget is >= 0.001 and <= 100_000, $"DiskBudget must be 0.001 to 100000 gigabytes, not {DiskBudget}.");
        Check(BankRows is >= 16 and <= 65_536, $"BankRows must be 16 to 65536, not {BankRows}.");
        Check(MaxPatches >= BankRows && MaxPatches <= 2_000_000, $"MaxPatches must be BankRows ({BankRows}) to 2000000, not {MaxPatches}.");
        Check(KeepNamesFor is null || (KeepNamesFor >= TimeSpan.FromDays(1) && KeepNamesFor <= TimeSpan.FromDays(36_500)), $"KeepNamesFor must be 1.00:00:00 to 36500.00:00:00, not {KeepNamesFor}.");
        Check(KeepHeads is >= 1 and <= 10_000, $"KeepHeads must be 1 to 10000, not {KeepHeads}.");
        Check(LatencyBudget is null || (LatencyBudget > TimeSpan.Zero && LatencyBudget <= TimeSpan.FromHours(1)), $"LatencyBudget must be above 0 and at most 01:00:00, not {LatencyBudget}.");
        Check(BusyLimit is > 0 and <= 1, $"BusyLimit must be above 0 and at most 1, not {BusyLimit}.");
        Check(TrainingThreads is null or (>= 1 and <= 256), $"TrainingThreads must be 1 to 256, not {TrainingThreads}.");
        Check(TrustedKeys is null || !string.IsNullOrWhiteSpace(TrustedKeys), "TrustedKeys is empty: name a folder, or leave it out.");
        Check(!RequireSignedHeads || TrustedKeys is not null, "RequireSignedHeads needs TrustedKeys, the folder of the keys that may sign.");
        return errors;

        void Check(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add($"{Section}: {error}");
            }
        }
    }
}
