using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeTransfer.Tests.Line;

/// <summary>The log's chain, computed by what its page says and not by its code.</summary>
internal static class AuditChain
{
    public static IReadOnlyList<Entry> ShouldHaveAWholeLog(this LineFolder folder)
    {
        var entries = folder.Query<Entry>(
            "SELECT seq AS Seq, at AS At, kind AS Kind, product AS Product, subject AS Subject, said_by AS By, json AS Json, previous AS Previous, hash AS Hash FROM log ORDER BY seq");
        var previous = new string('0', 64);
        foreach (var (index, entry) in entries.Index())
        {
            entry.Seq.ShouldBe(index + 1);
            entry.Previous.ShouldBe(previous, $"row {entry.Seq}");
            entry.Hash.ShouldBe(HashOf(entry), $"row {entry.Seq}");
            previous = entry.Hash;
        }

        return entries;
    }

    private static string HashOf(Entry entry)
    {
        using var bytes = new MemoryStream();
        foreach (var field in new[] { entry.Previous, $"{entry.Seq}", entry.At, entry.Kind, entry.Product, entry.Subject, entry.By, entry.Json })
        {
            var text = Encoding.UTF8.GetBytes(field);
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            bytes.Write(length);
            bytes.Write(text);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }

    internal sealed record Entry(long Seq, string At, string Kind, string Product, string Subject, string By, string Json, string Previous, string Hash);
}
