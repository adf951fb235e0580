using System.Numerics.Tensors;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Recipes;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Maps;

/// <summary>
/// Finds where a patch map is above its level. Keeps scratch images, so one instance per station; not safe for concurrent calls.
/// </summary>
public sealed class RegionFinder : IDisposable
{
    /// <summary>Most regions of one part: the ones with the highest peaks.</summary>
    public const int MaxRegions = 8;

    /// <summary>
    /// Samples to a side of one patch. Odd, so that one of them is the patch's own value: whatever is above the level in the map
    /// makes a region, and no peak is lost.
    /// </summary>
    private const int SamplesAPatch = 5;

    private readonly Mat _patches = new();
    private readonly Mat _samples = new();
    private readonly Mat _above = new();
    private readonly Mat _labels = new();
    private readonly Mat _boxes = new();
    private readonly Mat _centres = new();
    private readonly OutlineTracer _tracer = new();
    private readonly InputArray _patchesInput;
    private readonly InputArray _aboveInput;
    private int[] _peaks = [];

    /// <summary>Scratch images, empty.</summary>
    public RegionFinder()
    {
        // Made once: OpenCV's wrapper would make a new one for each call.
        _patchesInput = InputArray.Create(_patches);
        _aboveInput = InputArray.Create(_above);
    }

    /// <summary>The regions, the highest peak first; empty, and made of nothing, when no value is above the level.</summary>
    /// <param name="map">rows × columns patch distances.</param>
    /// <param name="rows">Rows of patches.</param>
    /// <param name="columns">Patches a row.</param>
    /// <param name="level">Values above it belong to a region.</param>
    /// <param name="area">What the map shows, pixels of the original frame; regions are told in these.</param>
    public IReadOnlyList<DefectRegion> Find(ReadOnlySpan<float> map, int rows, int columns, double level, Region area)
    {
        ArgumentNullException.ThrowIfNull(area);
        ArgumentOutOfRangeException.ThrowIfNotEqual(map.Length, rows * columns, nameof(map));
        return TensorPrimitives.Max(map) <= level ? [] : Regions(map, rows, columns, level, area);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _patchesInput.Dispose();
        _aboveInput.Dispose();
        _patches.Dispose();
        _samples.Dispose();
        _above.Dispose();
        _labels.Dispose();
        _boxes.Dispose();
        _centres.Dispose();
        _tracer.Dispose();
    }

    private DefectRegion[] Regions(ReadOnlySpan<float> map, int rows, int columns, double level, Region area)
    {
        _patches.Create(rows, columns, MatType.CV_32FC1);
        map.CopyTo(_patches.AsSpan<float>());
        // rows × columns → 5·rows × 5·columns
        Cv2.Resize(_patchesInput, _samples, new(columns * SamplesAPatch, rows * SamplesAPatch), 0, 0, InterpolationFlags.Linear);
        MarkAbove(level);
        var count = Cv2.ConnectedComponentsWithStats(_aboveInput, _labels, _boxes, _centres) - 1;
        FindPeaks(count);
        Span<int> chosen = stackalloc int[MaxRegions];
        var regions = new DefectRegion[Choose(count, chosen)];
        var scale = new SampleScale(area, _samples.Cols, _samples.Rows);
        for (var i = 0; i < regions.Length; i++)
        {
            regions[i] = Describe(chosen[i], scale);
        }

        return regions;
    }

    private void MarkAbove(double level)
    {
        _above.Create(_samples.Rows, _samples.Cols, MatType.CV_8UC1);
        var samples = _samples.AsSpan<float>();
        var above = _above.AsSpan<byte>();
        for (var i = 0; i < above.Length; i++)
        {
            above[i] = samples[i] > level ? byte.MaxValue : (byte)0;
        }
    }

    /// <summary>Index of the largest sample of each component; 0 is what lies around them.</summary>
    private void FindPeaks(int count)
    {
        if (_peaks.Length <= count)
        {
            _peaks = new int[count + 1];
        }

        _peaks.AsSpan(0, count + 1).Fill(-1);
        var samples = _samples.AsSpan<float>();
        var labels = _labels.AsSpan<int>();
        for (var i = 0; i < labels.Length; i++)
        {
            ref var peak = ref _peaks[labels[i]];
            peak = peak < 0 || samples[i] > samples[peak] ? i : peak;
        }
    }

    /// <summary>Components with the highest peaks, highest first.</summary>
    private int Choose(int count, Span<int> chosen)
    {
        var samples = _samples.AsSpan<float>();
        var taken = 0;
        for (var component = 1; component <= count; component++)
        {
            var place = taken;
            while (place > 0 && samples[_peaks[chosen[place - 1]]] < samples[_peaks[component]])
            {
                place--;
            }

            if (place == chosen.Length)
            {
                continue;
            }

            taken = Math.Min(taken + 1, chosen.Length);
            chosen[place..(taken - 1)].CopyTo(chosen[(place + 1)..]);
            chosen[place] = component;
        }

        return taken;
    }

    private DefectRegion Describe(int component, SampleScale scale)
    {
        var box = _boxes.AsSpan<int>().Slice(component * _boxes.Cols, _boxes.Cols); // left, top, width, height, samples
        var centre = _centres.AsSpan<double>().Slice(component * 2, 2);
        var peak = _peaks[component];
        return new(
            Math.Round(box[4] * scale.SampleArea, 1),
            _samples.AsSpan<float>()[peak],
            scale.Point(peak % _samples.Cols, peak / _samples.Cols),
            scale.Point(centre[0], centre[1]),
            _tracer.Trace(_labels.AsSpan<int>(), _labels.Cols, component, new(box[0], box[1], box[2], box[3]), scale));
    }
}
