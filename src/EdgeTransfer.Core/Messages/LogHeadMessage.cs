namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/log</c>, retained: the end of the log. Whoever keeps it can prove later that no row up to it was touched.</summary>
/// <param name="Day">The UTC day whose rows it ends.</param>
/// <param name="LogSeq">Number of the last row; 0 while there is none.</param>
/// <param name="Hash">Its hash: what <c>log verify --expect</c> takes, as SEQ:HASH.</param>
/// <param name="Rows">Rows in the log; another number than <paramref name="LogSeq"/> means that some are missing.</param>
public sealed record LogHeadMessage(DateOnly Day, long LogSeq, string Hash, long Rows) : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/log/1";
}
