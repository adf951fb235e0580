using EdgeTransfer.Vision.Capturing;

namespace EdgeTransfer.Exchange;

/// <summary>How much an import takes; what goes beyond is refused while it is read, whatever its header said.</summary>
internal sealed record ExchangeLimits
{
    /// <summary>Images of one import.</summary>
    public int MaxParts { get; init; } = 1_000_000;

    /// <summary>Bytes of one image.</summary>
    public long MaxImageBytes { get; init; } = ImageFile.MaxBytes;

    /// <summary>Bytes of a JSON document, or of a table in an archive; its rows are held in memory.</summary>
    public long MaxTextBytes { get; init; } = 1L << 27;

    /// <summary>Bytes of an archive's log, which is read row by row.</summary>
    public long MaxLogBytes { get; init; } = 1L << 32;

    /// <summary>Bytes of one line of such a table, or of one XML file.</summary>
    public int MaxRecordBytes { get; init; } = 1 << 20;

    /// <summary>Bytes of all that is unpacked.</summary>
    public long MaxTotalBytes { get; init; } = 1L << 40;

    /// <summary>Bytes that all samples of the device may take; labelled ones are taken in beyond it.</summary>
    public long SampleBudget { get; init; } = long.MaxValue;

    /// <summary>What a packed file may become, in multiples of its packed length; learnt numbers hardly shrink at all.</summary>
    public int MaxRatio { get; init; } = 100;
}
