using EdgeTransfer.Core.Training;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Trainings;

namespace EdgeTransfer.Learning;

/// <summary>A demand to train a station's head now.</summary>
/// <param name="Station">The station.</param>
/// <param name="Models">Its models.</param>
/// <param name="Reason">Why.</param>
/// <param name="Command">Id of the command; null when nobody asked.</param>
/// <param name="By">Who asks.</param>
/// <param name="Begun">The interrupted training that is begun again; null for a new one.</param>
internal sealed record TrainRequest(Station Station, Models Models, TrainingReason Reason, Guid? Command, string By, TrainingRow? Begun = null) : HeadChange(Station, Models, By);
