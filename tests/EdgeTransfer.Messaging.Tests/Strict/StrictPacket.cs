using System.Buffers.Binary;
using System.Text;

namespace EdgeTransfer.Messaging.Strict;

/// <summary>One MQTT 5 control packet (OASIS Standard, 7 March 2019), read from its front.</summary>
internal ref struct StrictPacket(byte first, ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    public readonly int Type => first >> 4;

    public readonly int Flags => first & 15;

    public readonly bool IsEmpty => _rest.IsEmpty;

    public byte Byte()
    {
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public ushort Short()
    {
        var value = BinaryPrimitives.ReadUInt16BigEndian(_rest);
        _rest = _rest[2..];
        return value;
    }

    public int Length()
    {
        for (int value = 0, shift = 0; ; shift += 7)
        {
            var next = Byte();
            value |= (next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }
    }

    public string Text() => Encoding.UTF8.GetString(Bytes(Short()));

    public ReadOnlySpan<byte> Bytes(int count)
    {
        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    public readonly string Rest() => Encoding.UTF8.GetString(_rest);

    /// <summary>A packet with its length in front.</summary>
    public static byte[] Write(byte first, params ReadOnlySpan<byte> body)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body.Length, 127);
        return [first, (byte)body.Length, .. body];
    }
}
