using System.Text;

namespace EdgeTransfer.Tests.Line;

/// <summary>Payloads as nobody should send them: a valid one with bytes and tokens changed, by a seeded draw.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly string[] Tokens =
    [
        "null", "true", "-0", "1e999", "-1e-999", "NaN", "9223372036854775808", "0.1", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"", "{}", "[]", "[null]", "{\"a\":{\"b\":{}}}", "\"2026-02-30T00:00:00Z\"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"../../etc/passwd\"", "\"'; DROP TABLE label; --\"", "\"ok\"", "\"OK\"", ",", ":", "}", "\ufeff", "//x\n", "\"id\":1,", "\"by\":\"device\",", "\"$type\":\"x\",", "\"__proto__\":{},",
    ];

    /// <summary>One to four changes.</summary>
    public byte[] Of(string payload)
    {
        List<byte> bytes = [.. Encoding.UTF8.GetBytes(payload)];
        for (var left = random.Next(1, 5); left > 0; left--)
        {
            Change(bytes);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        var at = random.Next(bytes.Count + 1);
        var count = Math.Min(random.Next(1, 40), bytes.Count - at);
        switch (random.Next(9))
        {
            case 0 when bytes.Count > at:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when bytes.Count > at:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, count);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, count));
                break;
            case 4:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                break;
            case 5:
                ReplaceValue(bytes, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                break;
            case 6:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 7 when random.Next(20) == 0:
                ReplaceValue(bytes, Encoding.UTF8.GetBytes($"\"{new string('x', random.Next(200_000))}\""));
                break;
            case 8 when random.Next(20) == 0:
                ReplaceValue(bytes, Encoding.UTF8.GetBytes(new string('[', random.Next(100_000))));
                break;
        }
    }

    /// <summary>Whatever stands between one of the colons and the next comma.</summary>
    private void ReplaceValue(List<byte> bytes, byte[] value)
    {
        List<int> colons = [.. Enumerable.Range(0, bytes.Count).Where(i => bytes[i] == ':')];
        if (colons.Count > 0)
        {
            var from = colons[random.Next(colons.Count)] + 1;
            var to = bytes.FindIndex(from, b => b is (byte)',' or (byte)'}');
            bytes.RemoveRange(from, (to < 0 ? bytes.Count : to) - from);
            bytes.InsertRange(from, value);
        }
    }
}
