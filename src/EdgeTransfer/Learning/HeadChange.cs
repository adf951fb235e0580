using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>A demand to change a station's head; they are carried out one after another.</summary>
internal abstract record HeadChange(Station Station, Models Models, string By);
