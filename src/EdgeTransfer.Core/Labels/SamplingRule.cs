using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Labels;

/// <summary>
/// Which images are kept for labelling: all that were not judged OK, and a random share of the OK ones with known
/// probability, drawn by a hash of the part id, so that it cannot be steered and can be recomputed.
/// </summary>
public static class SamplingRule
{
    /// <summary>Whether the image is kept.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="partId">The part.</param>
    /// <param name="okShare">Probability for an OK part, 0 to 1.</param>
    public static bool Keeps(Verdict verdict, string partId, double okShare) =>
        verdict != Verdict.Ok || BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("sample:" + partId))) < okShare * uint.MaxValue;
}
