using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Storage.Trainings;

/// <summary>A training as it is written down.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Product">What its head judges.</param>
/// <param name="Station">The station that it is for.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Reason">Why it began.</param>
/// <param name="Command">Id of the command that asked for it; null when nobody did.</param>
/// <param name="Begun">UTC.</param>
/// <param name="Seed">Seed of all that is drawn.</param>
/// <param name="Options">The options in force when it began, JSON.</param>
public sealed record TrainingRow(
    Guid Id, string Product, string Station, string By, TrainingReason Reason, Guid? Command, DateTimeOffset Begun, int Seed, string Options)
{
    /// <summary>How often it was begun: above 1 after the service died in it.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The feature space of its snapshot; null before there is one.</summary>
    public string? FeatureKey { get; init; }

    /// <summary>Numbers of the labels that it learns from, as <see cref="LabelSet"/> writes them; null likewise.</summary>
    public string? Labels { get; init; }

    /// <summary>Number of the last label when the snapshot was taken: later ones are new; null likewise.</summary>
    public long? UpTo { get; init; }

    /// <summary>Hash of the snapshot; null likewise.</summary>
    public string? DataHash { get; init; }

    /// <summary>The head that it made; null before.</summary>
    public string? Head { get; init; }

    /// <summary>When it ended, UTC; null while it has not.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How it ended; null while it has not.</summary>
    public string? Outcome { get; init; }

    /// <summary>Why; likewise.</summary>
    public string? Detail { get; init; }
}
