using EdgeTransfer.Core.Results;
using EdgeTransfer.Vision.Capturing;

namespace EdgeTransfer.Vision.Simulation;

/// <summary>What a <c>sim:</c> URI says, such as <c>sim:disc?seed=7&amp;count=200&amp;period=50ms&amp;defects=0.2&amp;from=60&amp;size=480</c>.</summary>
public sealed record SimOptions
{
    /// <summary>Default share of defective parts.</summary>
    public const double DefaultDefects = 0.2;

    /// <summary>Default index of the first part that may be defective.</summary>
    public const long DefaultFrom = 60;

    /// <summary>Default side of the frame, pixels.</summary>
    public const int DefaultSize = 480;

    /// <summary>Smallest side of the frame, pixels.</summary>
    public const int MinSize = 128;

    /// <summary>Largest side of the frame, pixels.</summary>
    public const int MaxSize = 2048;

    /// <summary>Part n is a function of this and n alone.</summary>
    public long Seed { get; init; } = 7;

    /// <summary>How many parts; null never ends.</summary>
    public long? Count { get; init; }

    /// <summary>Time from part to part; zero as fast as they are read.</summary>
    public TimeSpan Period { get; init; }

    /// <summary>Share of defective parts, 0 to 1, each drawn on its own.</summary>
    public double Defects { get; init; } = DefaultDefects;

    /// <summary>Index of the first part that may be defective: a cold start sees good parts.</summary>
    public long From { get; init; } = DefaultFrom;

    /// <summary>Side of the square frame, pixels.</summary>
    public int Size { get; init; } = DefaultSize;

    /// <summary>Reads a URI; refuses an unknown product, an unknown option and a value out of range, all in one message.</summary>
    public static Result<SimOptions> Parse(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var parsed = SourceUri.Parse(uri);
        if (parsed.Scheme != "sim" || parsed.Target != "disc")
        {
            return new Refusal(RefusalKind.Invalid, $"Source '{uri}': there is no such simulated product; write sim:disc.");
        }

        var options = new SimOptions
        {
            Seed = parsed.Number("seed", 7, 0, long.MaxValue),
            Count = parsed.Number("count", -1, 0, long.MaxValue) is >= 0 and var count ? count : null,
            Period = parsed.Period("period"),
            Defects = parsed.Share("defects", DefaultDefects),
            From = parsed.Number("from", DefaultFrom, 0, long.MaxValue),
            Size = (int)parsed.Number("size", DefaultSize, MinSize, MaxSize),
        };
        return parsed.Refuse() is { } refusal ? refusal : options;
    }
}
