namespace EdgeTransfer.Learning;

/// <summary>Notes the share of a training at once, on the thread that reports it.</summary>
internal sealed class ShareOf(PaceKeeper keeper) : IProgress<double>
{
    public void Report(double value) => keeper.Share = value;
}
