namespace EdgeTransfer.Core.Messages.Contract;

/// <summary>Every topic of a device. A new message or command gets its line here; the files follow from it.</summary>
internal static class ContractTopics
{
    private const string Station = "STATION";

    private static readonly Topics Topics = new("SITE", "DEVICE");

    public static IReadOnlyList<ContractTopic> All { get; } =
    [
        Out<StateMessage>("state", Topics.State, 1, true, "Whether the device is there, and whether it does all that it should."),
        Out<LogHeadMessage>("log", Topics.Log, 1, true, "The end of the log, as a proof for whoever keeps it."),
        Out<HealthMessage>("health", Topics.Health, 0, false, "How the device is, each half minute."),
        Out<InspectionMessage>("inspection", Topics.Inspection(Station), 0, false, "Every verdict, or a steady share of them."),
        Out<AlertMessage>("alert", Topics.Alert(Station), 1, false, "NG and UNSURE parts, states in which parts are not inspected, heads that are rolled back. Stored until the broker acknowledges it."),
        Out<RunMessage>("run", Topics.Run(Station), 1, true, "Whether the station takes triggers, and what it makes."),
        Out<ModelMessage>("model", Topics.Model(Station), 1, true, "The head and bands that judge now, and what waits for a person."),
        Out<TrainingMessage>("training", Topics.Training(Station), 0, false, "How far a training is, and how it ended. That it waits for inspection is retained until it goes on."),
        Out<SamplesMessage>("samples", Topics.Samples(Station), 1, true, "How many stored samples have features of the backbone in force, and how sampling goes."),
        Out<WatchMessage>("watch", Topics.Watch(Station), 0, false, "How a watch after a swap, or a trial before one, stands."),
        Out<GateMessage>("gate", Topics.Gate(Station), 1, true, "What the last gate said, with its sentences."),
        Out<StatsMessage>("stats", Topics.Stats(Station), 1, true, "Counts by verdict and reason, parts a minute, latencies, head and labels; every 5 seconds at most, when changed."),
        Out<ImageMessage>("image", Topics.Image(Station), 0, false, "JPEG of a part that is not OK, where asked for; its fields are user properties, and its id is that of the alert.") with { IsPicture = true },
        In<LabelCommand>("label", "Says what a part is."),
        In<LabelsCommand>("labels", "Says what up to 1000 parts are."),
        In<TrainCommand>("train", "Begins a training."),
        In<CancelTrainingCommand>("cancel-training", "Ends the station's training; no head is made."),
        In<ThresholdCommand>("threshold", "Moves the bands without training, or says what that would do."),
        In<ReviewCommand>("review", "Asks which labels deserve a second look, and which parts a first."),
        In<GoldenCommand>("golden", "Locks a labelled part as golden, or releases it."),
        In<ActivateCommand>("activate", "Approves the head that waits, or puts a stored one into service."),
        In<RollbackCommand>("rollback", "An earlier head judges again at once."),
        In<PinCommand>("pin", "Moves the reference that gates compare with."),
        In<RejectCommand>("reject", "Drops the head that waits."),
        In<PauseCommand>("pause", "The station takes no trigger and passes no part until it is resumed."),
        In<ResumeCommand>("resume", "The station goes on."),
        In<TriggerCommand>("trigger", "Inspects one part now."),
        In<RecipeCommand>("recipe", "The station makes another product."),
        In<SnapshotCommand>("snapshot", "Asks for a picture of the next part."),
        new("reply", null, typeof(ReplyMessage), true, 1, false, "The answer to a command, on its response topic, with its correlation data."),
    ];

    private static ContractTopic Out<T>(string name, string topic, int qos, bool retained, string summary)
        where T : Message => new(name, Address(topic), typeof(T), true, qos, retained, summary);

    private static ContractTopic In<T>(string name, string summary) =>
        new("cmd-" + name, Address($"{Topics.Root}/{Station}/cmd/{name}"), typeof(T), false, 1, false, summary);

    private static string Address(string topic) => topic
        .Replace("SITE", "{site}", StringComparison.Ordinal).Replace("DEVICE", "{device}", StringComparison.Ordinal).Replace(Station, "{station}", StringComparison.Ordinal);
}
