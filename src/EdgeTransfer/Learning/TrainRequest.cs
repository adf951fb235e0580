using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>A demand to train a station's head now.</summary>
internal sealed record TrainRequest(Station Station, Models Models, Guid Command, string By) : HeadChange(Station, Models, By);
