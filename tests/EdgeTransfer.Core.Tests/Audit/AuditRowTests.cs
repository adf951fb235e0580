using System.Security.Cryptography;

namespace EdgeTransfer.Core.Audit;

public class AuditRowTests
{
    private static readonly AuditRow Row = new(2, "2026-01-31T12:00:00.0000000Z", "label", "gear", "gear-17", "op-0a1b2c3d", """{"class":"größer"}""", new string('a', 64));

    /// <summary>The bytes as the documentation tells them, by hand: each field behind its length in UTF-8 bytes, big endian.</summary>
    [Fact]
    public void ComputeHash_OfBytesBuiltByHand_IsTheirSha256()
    {
        byte[] bytes =
        [
            0, 0, 0, 64, .. Enumerable.Repeat((byte)'a', 64),
            0, 0, 0, 1, (byte)'2',
            0, 0, 0, 28, .. "2026-01-31T12:00:00.0000000Z"u8,
            0, 0, 0, 5, .. "label"u8,
            0, 0, 0, 4, .. "gear"u8,
            0, 0, 0, 7, .. "gear-17"u8,
            0, 0, 0, 11, .. "op-0a1b2c3d"u8,
            0, 0, 0, 20, .. "{\"class\":\"gr"u8, 0xC3, 0xB6, 0xC3, 0x9F, .. "er\"}"u8,
        ];

        Row.ComputeHash().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));

        // sha256sum of the same bytes
        Row.ComputeHash().ShouldBe("3eaf87b80ffa6b5bb6c1bbaf215ff27630938ca734d8aadbfc97490e25afe788");
    }

    [Fact]
    public void ComputeHash_TextThatMovesIntoTheNextField_IsAnother()
    {
        (Row with { Product = "gearg", Subject = "ear-17" }).ComputeHash().ShouldNotBe((Row with { Product = "gear", Subject = "gear-17" }).ComputeHash());
    }
}
