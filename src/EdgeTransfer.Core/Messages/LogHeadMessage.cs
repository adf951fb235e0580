namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/log</c>, retained: the end of the log. Whoever keeps it can prove later that no row up to it was touched.</summary>
/// <param name="Schema"><c>edgetransfer/log/1</c>.</param>
/// <param name="Day">The UTC day whose rows it ends.</param>
/// <param name="Seq">Number of the last row; 0 while there is none.</param>
/// <param name="Hash">Its hash: what <c>log verify --expect</c> takes, as SEQ:HASH.</param>
/// <param name="Rows">Rows in the log; another number than <paramref name="Seq"/> means that some are missing.</param>
/// <param name="At">When it was read, UTC.</param>
public sealed record LogHeadMessage(string Schema, DateOnly Day, long Seq, string Hash, long Rows, DateTimeOffset At)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/log/1";
}
