namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>How the memory bank is learnt. Defaults serve objects and textures alike.</summary>
public sealed record AnomalyOptions
{
    /// <summary>Rows of the memory bank. More rows help objects with many different places; textures do not need them.</summary>
    public int BankRows { get; init; } = 4096;

    /// <summary>Patches that the coreset chooses from, spread evenly over the good images.</summary>
    public int MaxPatches { get; init; } = 128_000;

    /// <summary>Share of the mean variance that is added to each direction before whitening, so that noise is not blown up.</summary>
    public double Shrinkage { get; init; } = 1;

    /// <summary>Chooses the patches and the first row.</summary>
    public int Seed { get; init; } = 1;
}
