namespace EdgeTransfer.Messaging.Connecting;

/// <summary>What weakens the link though it works, or will end it soon.</summary>
/// <param name="Reason">A name from code: <c>TrustsAnyCertificate</c>, <c>ClientCertificateExpires</c>, <c>ClientCertificateExpired</c>, <c>KeyReadableByAll</c>, <c>PasswordReadableByAll</c>.</param>
/// <param name="Detail">For a person: what is so, and what to do.</param>
public sealed record LinkWarning(string Reason, string Detail);
