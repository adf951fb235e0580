using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

/// <summary>What became of a <see cref="TriggerCommand"/>.</summary>
/// <param name="PartId">What a label names.</param>
/// <param name="Verdict">The outcome, as it is stored.</param>
/// <param name="Reason">Why it was not inspected; left out for every other verdict.</param>
/// <param name="Ng">NG score; left out when nothing was judged.</param>
/// <param name="DefectClass">Likely class of a defect; likewise.</param>
public sealed record TriggerResult(string PartId, Verdict Verdict, NotInspectedReason? Reason, double? Ng, string? DefectClass);
