using EdgeTransfer.Core.Statistics;
using EdgeTransfer.Vision.Maps;

namespace EdgeTransfer.Evaluating;

/// <summary>Collects maps against masks, by class. Good images count for every class; defective ones without a mask for none.</summary>
internal sealed class PixelMeter(IReadOnlyDictionary<string, string> masks)
{
    private readonly PixelScores _good = new();
    private readonly SortedDictionary<string, PixelScores> _defects = new(StringComparer.Ordinal);
    private float[] _pixels = [];

    /// <summary>Masks that were counted.</summary>
    public int Masks { get; private set; }

    /// <summary>Adds the map of a good image, grid × grid, at the image's own size.</summary>
    public void AddGood(ReadOnlySpan<float> map, int grid, int width, int height)
    {
        if (masks.Count > 0)
        {
            _good.AddGood(Upsample(map, grid, width, height));
        }
    }

    /// <summary>Adds the map of a defective image, where it has a mask.</summary>
    public void AddDefect(string file, string @class, ReadOnlySpan<float> map, int grid, int width, int height)
    {
        if (!masks.TryGetValue(file, out var path))
        {
            return;
        }

        var mask = MaskFiles.Read(path, file, width, height);
        if (!_defects.TryGetValue(@class, out var scores))
        {
            _defects.Add(@class, scores = new());
        }

        scores.Add(Upsample(map, grid, width, height), mask.Regions);
        Masks++;
    }

    /// <summary>Figures of one class against the good images; null without masks.</summary>
    public PixelFigures? Of(string @class) => _defects.TryGetValue(@class, out var scores) ? Against([scores]) : null;

    /// <summary>Figures of all classes; null without masks.</summary>
    public PixelFigures? All() => Against(_defects.Values);

    private PixelFigures? Against(IEnumerable<PixelScores> defects)
    {
        var all = new PixelScores();
        all.Add(_good);
        foreach (var scores in defects)
        {
            all.Add(scores);
        }

        return PixelFigures.Of(all);
    }

    private ReadOnlySpan<float> Upsample(ReadOnlySpan<float> map, int grid, int width, int height)
    {
        var length = checked(width * height);
        if (_pixels.Length < length)
        {
            _pixels = new float[length];
        }

        SmoothMap.Upsample(map, grid, grid, width, height, _pixels.AsSpan(0, length));
        return _pixels.AsSpan(0, length);
    }
}
