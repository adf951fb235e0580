namespace EdgeTransfer.Commands;

/// <summary>How the answer to a command is kept, so that a repeat does nothing, also after a power cut at any moment.</summary>
internal enum Keeping
{
    /// <summary>
    /// The act writes the answer in its own transaction, or knows a repeat by what it has written (a label has the id of its command). A
    /// power cut leaves both or none, or a repeat that changes nothing.
    /// </summary>
    WithAct,

    /// <summary>
    /// The act is not in the database: that it was begun is written before it. After a power cut between the two a repeat is refused as
    /// <c>interrupted</c> and does nothing.
    /// </summary>
    BeforeAct,
}
