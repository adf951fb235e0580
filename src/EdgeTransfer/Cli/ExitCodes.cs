namespace EdgeTransfer.Cli;

/// <summary>Exit codes of every command.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>It ran, and the outcome is not what it must be.</summary>
    public const int Failed = 1;

    /// <summary>The call cannot be carried out: unknown option, missing file, unusable settings.</summary>
    public const int Usage = 2;

    /// <summary>Log or labels are not what was written; <c>log verify</c> names the first broken row.</summary>
    public const int BrokenChain = 3;

    /// <summary>Ended by Ctrl-C before it was done.</summary>
    public const int Cancelled = 130;
}
