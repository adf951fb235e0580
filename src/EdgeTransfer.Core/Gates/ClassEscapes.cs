namespace EdgeTransfer.Core.Gates;

/// <summary>Escapes of one defect class.</summary>
/// <param name="Class">The class.</param>
/// <param name="IsNew">Whether the pinned reference never knew it: its rate stands alone, compared with nothing.</param>
/// <param name="Challenger">The challenger's escape rate.</param>
/// <param name="Reference">The pinned reference's; null without one and for a new class.</param>
public sealed record ClassEscapes(string Class, bool IsNew, Rate Challenger, Rate? Reference);
