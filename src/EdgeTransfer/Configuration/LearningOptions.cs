using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;

namespace EdgeTransfer.Configuration;

/// <summary>Settings of section <c>Learning</c>.</summary>
public sealed record LearningOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Learning";

    /// <summary>Probability that the image of an OK part is kept for labelling.</summary>
    public double OkShare { get; init; } = 0.1;

    /// <summary>Samples kept for one product; beyond them sampling pauses and says so.</summary>
    public int MaxSamples { get; init; } = 20_000;

    /// <summary>Rows of the memory bank.</summary>
    public int BankRows { get; init; } = new AnomalyOptions().BankRows;

    /// <summary>Patches that the bank is chosen from.</summary>
    public int MaxPatches { get; init; } = new AnomalyOptions().MaxPatches;

    /// <summary>Seed of all that is drawn in a training.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether a rejected part that is labelled OK is learnt at once, when the check allows it.</summary>
    public bool GrowOnOk { get; init; } = true;

    /// <summary>Newest heads of a product that stay on the disk; the active, waiting, pinned and previous ones stay in any case.</summary>
    public int KeepHeads { get; init; } = 10;

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
        Check(OkShare is >= 0 and <= 1, $"OkShare must be 0 to 1, not {OkShare}.");
        Check(MaxSamples is >= 10 and <= 10_000_000, $"MaxSamples must be 10 to 10000000, not {MaxSamples}.");
        Check(BankRows is >= 16 and <= 65_536, $"BankRows must be 16 to 65536, not {BankRows}.");
        Check(MaxPatches >= BankRows && MaxPatches <= 2_000_000, $"MaxPatches must be BankRows ({BankRows}) to 2000000, not {MaxPatches}.");
        Check(KeepHeads is >= 1 and <= 10_000, $"KeepHeads must be 1 to 10000, not {KeepHeads}.");
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
