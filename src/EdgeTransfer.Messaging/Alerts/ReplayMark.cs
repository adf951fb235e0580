namespace EdgeTransfer.Messaging.Alerts;

/// <summary>
/// Says <c>"replayed":true</c> in a payload that was written before anybody knew. In the payload, and not in a property of the packet,
/// so that it outlives bridges and is seen by clients of MQTT 3.1.1.
/// </summary>
internal static class ReplayMark
{
    private static ReadOnlySpan<byte> Field => "\"replayed\":true}"u8;

    /// <summary>The JSON object with the field at its end; anything else comes back as it is.</summary>
    public static ReadOnlyMemory<byte> Set(byte[] payload)
    {
        if (payload is not [(byte)'{', .., (byte)'}'])
        {
            return payload;
        }

        var isEmpty = payload.Length == 2;
        var marked = new byte[payload.Length + Field.Length - (isEmpty ? 1 : 0)];
        payload.AsSpan(0, payload.Length - 1).CopyTo(marked);
        if (!isEmpty)
        {
            marked[payload.Length - 1] = (byte)',';
        }

        Field.CopyTo(marked.AsSpan(marked.Length - Field.Length));
        return marked;
    }
}
