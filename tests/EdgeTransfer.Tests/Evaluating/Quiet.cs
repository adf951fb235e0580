using EdgeTransfer.Cli;

namespace EdgeTransfer.Tests.Evaluating;

/// <summary>Progress that nobody looks at.</summary>
internal sealed class Quiet : IProgressLine
{
    public void Report(string what, double share) => share.ShouldBeInRange(0, 1, what);
}
