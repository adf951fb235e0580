namespace EdgeTransfer.Cli;

/// <summary>What the user asked for cannot be done, and the message says why: one clear line and exit code 2, no stack trace.</summary>
internal sealed class UsageException(string message) : Exception(message);
