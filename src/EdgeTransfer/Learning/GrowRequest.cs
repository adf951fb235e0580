using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>A demand to learn at once a part that was rejected and is good.</summary>
internal sealed record GrowRequest(Station Station, Models Models, string PartId, string By) : HeadChange(Station, Models, By);
