using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Benchmarks;

/// <summary>One image of a stream.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Class">What it truly is, as a label says it.</param>
internal sealed record StreamPart(string File, string Class)
{
    public bool IsGood => Class == Label.Ok;
}
