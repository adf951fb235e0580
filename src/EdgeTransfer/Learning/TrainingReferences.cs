using EdgeTransfer.Storage.Trainings;

namespace EdgeTransfer.Learning;

/// <summary>Heads of trainings that have not ended.</summary>
internal sealed class TrainingReferences(TrainingStore trainings) : IHeadReferences
{
    public IReadOnlyCollection<string> Of(string product) => trainings.OpenHeads(product);
}
