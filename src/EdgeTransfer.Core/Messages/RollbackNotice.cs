namespace EdgeTransfer.Core.Messages;

/// <summary>The device has gone back to an earlier head by itself.</summary>
/// <param name="From">The head that judged; barred from now on.</param>
/// <param name="To">The head that judges again.</param>
/// <param name="Reason">Why.</param>
public sealed record RollbackNotice(string From, string To, string Reason);
