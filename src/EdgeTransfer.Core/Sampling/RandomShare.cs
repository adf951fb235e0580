using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeTransfer.Core.Sampling;

/// <summary>
/// The random share of the line's images: drawn by a hash of the part id, so that it cannot be steered and can be recomputed. Only it
/// may support a claim about rates; a sample drawn with probability p then stands for 1 / p parts (Horvitz and Thompson, 1952).
/// </summary>
public static class RandomShare
{
    /// <summary>The part's own number, uniform over parts, 0 to below 1. It does not depend on whether the lockbox holds the part.</summary>
    public static double Draw(string partId)
    {
        ArgumentException.ThrowIfNullOrEmpty(partId);
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("sample:" + partId))) / (uint.MaxValue + 1.0);
    }

    /// <summary>Whether a part belongs to the share with this probability: a smaller share is always part of a larger one.</summary>
    public static bool Holds(string partId, double probability) => Draw(partId) < probability;
}
