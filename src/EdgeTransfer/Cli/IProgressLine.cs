namespace EdgeTransfer.Cli;

/// <summary>Where long work says how far it is.</summary>
internal interface IProgressLine
{
    /// <summary>What is being done, and the share that is done, 0 to 1.</summary>
    void Report(string what, double share);
}
