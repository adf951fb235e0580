using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeTransfer.Core.Messages;

/// <summary>
/// Which parts are told on <c>…/inspection</c> when not all are: drawn by a hash of the part id, whatever the verdict, so that the share is
/// steady, the same after a restart, and fair for rates. A smaller share is always part of a larger one.
/// </summary>
public static class InspectionShare
{
    /// <summary>Whether a part is told.</summary>
    /// <param name="partId">The part.</param>
    /// <param name="share">0 to 1.</param>
    public static bool Holds(string partId, double share)
    {
        ArgumentException.ThrowIfNullOrEmpty(partId);
        return share >= 1
            || BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("inspection:" + partId))) / (uint.MaxValue + 1.0) < share;
    }
}
