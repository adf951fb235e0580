namespace EdgeTransfer.Core.Messages;

/// <summary>A head that a watch rolls back.</summary>
/// <param name="Head">The head that is rolled back.</param>
/// <param name="To">The head that is to judge again.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record RollbackNotice(string Head, string To, string Reason);
