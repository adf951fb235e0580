using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EdgeTransfer.Core.Training;

/// <summary>Exactly what a training learns from; two trainings of one snapshot with the same options and seed give the same head.</summary>
/// <param name="FeatureKey">The feature space.</param>
/// <param name="Labels">In the order of their numbers.</param>
public sealed record TrainingSnapshot(string FeatureKey, IReadOnlyList<SnapshotLabel> Labels)
{
    /// <summary>
    /// SHA-256, lower-case hex, of the feature key and then each label's number, part, class and marks, each as UTF-8 behind its length
    /// (4 bytes, big endian): no two snapshots have the same bytes.
    /// </summary>
    public string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(FeatureKey);
        foreach (var label in Labels.OrderBy(l => l.Number))
        {
            Append(label.Number.ToString(CultureInfo.InvariantCulture));
            Append(label.PartId);
            Append(label.Class);
            Append(label.Marks ?? "");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string field)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }
}
