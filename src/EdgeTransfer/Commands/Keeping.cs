namespace EdgeTransfer.Commands;

/// <summary>How it is known that a command was carried out, so that a repeat does nothing, also after a power cut at any moment.</summary>
internal enum Keeping
{
    /// <summary>What the act writes has the id of the command and gives the same answer again: a label. Nothing else is kept.</summary>
    ByAct,

    /// <summary>The act writes its answer in its own transaction; a power cut leaves both or none.</summary>
    WithAct,

    /// <summary>
    /// The act is not in the database: that it was begun is written before it. After a power cut between the two a repeat is refused as
    /// <c>interrupted</c> and does nothing.
    /// </summary>
    BeforeAct,
}
