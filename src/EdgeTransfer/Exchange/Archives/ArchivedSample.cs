using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Exchange.Archives;

/// <summary>A line of <c>samples.jsonl</c>; its image is the entry of its name.</summary>
internal sealed record ArchivedSample(string PartId, DateTimeOffset At, SamplePlace? Place);
