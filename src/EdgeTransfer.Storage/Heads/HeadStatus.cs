using EdgeTransfer.Core.Registry;

namespace EdgeTransfer.Storage.Heads;

/// <summary>How a product's heads stand, as one reading saw it.</summary>
/// <param name="Last">The last activation; null before the first.</param>
/// <param name="Active">The head that it names.</param>
/// <param name="Previous">The head that a rollback would go back to.</param>
/// <param name="Pinned">The reference that gates compare with.</param>
/// <param name="Waiting">The head that waits for a person.</param>
public sealed record HeadStatus(Activation? Last, HeadRow? Active, string? Previous, string? Pinned, HeadRow? Waiting);
