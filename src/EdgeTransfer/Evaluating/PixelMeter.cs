using EdgeTransfer.Core.Statistics;
using EdgeTransfer.Inference.Judging;
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

    /// <summary>Adds the map of the good image that was judged last, at the image's own size.</summary>
    public void AddGood(PartJudge judge, (int Width, int Height) size)
    {
        if (masks.Count > 0)
        {
            _good.AddGood(Upsample(judge, size));
        }
    }

    /// <summary>Adds the map of the defective image that was judged last, where it has a mask.</summary>
    public void AddDefect(PartJudge judge, (int Width, int Height) size, string file, string @class)
    {
        if (!masks.TryGetValue(file, out var path))
        {
            return;
        }

        var mask = MaskFiles.Read(path, file, size);
        if (!_defects.TryGetValue(@class, out var scores))
        {
            _defects.Add(@class, scores = new());
        }

        scores.Add(Upsample(judge, size), mask.Regions);
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

    private ReadOnlySpan<float> Upsample(PartJudge judge, (int Width, int Height) size)
    {
        var length = checked(size.Width * size.Height);
        if (_pixels.Length < length)
        {
            _pixels = new float[length];
        }

        SmoothMap.Upsample(judge.Map, judge.Rows, judge.Columns, size.Width, size.Height, _pixels.AsSpan(0, length));
        return _pixels.AsSpan(0, length);
    }
}
