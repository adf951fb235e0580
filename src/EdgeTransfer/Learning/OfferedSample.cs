using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>An image that may be worth a person's look, and the alert about its part. Whoever takes it disposes the frame.</summary>
internal sealed record OfferedSample(Station Station, string PartId, DateTimeOffset At, Frame Frame, Features Features, SamplingDecision Kept, Guid? Alert);
