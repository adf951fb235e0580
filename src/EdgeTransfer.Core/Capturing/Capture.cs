using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Capturing;

/// <summary>What a source delivered for one part: a frame, or why there is none. The reader disposes the frame.</summary>
public sealed record Capture
{
    private Capture(Frame? frame, NotInspectedReason reason, string detail, string origin) =>
        (Frame, Reason, Detail, Origin) = (frame, reason, detail, origin);

    /// <summary>The frame; null exactly when <see cref="Reason"/> is not <see cref="NotInspectedReason.None"/>.</summary>
    public Frame? Frame { get; }

    /// <summary>Why the part cannot be inspected.</summary>
    public NotInspectedReason Reason { get; }

    /// <summary>The reason in words, for a person.</summary>
    public string Detail { get; }

    /// <summary>The file name or the part number.</summary>
    public string Origin { get; }

    /// <summary>A frame to inspect.</summary>
    public static Capture Of(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return new(frame, NotInspectedReason.None, "", frame.Origin);
    }

    /// <summary>A part that was due, without a usable image.</summary>
    public static Capture Failed(NotInspectedReason reason, string detail, string origin) => new(null, reason, detail, origin);
}
