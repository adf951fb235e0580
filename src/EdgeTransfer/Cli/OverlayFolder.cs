using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Cli;

/// <summary>Heat maps of the parts that were judged and not OK, a picture each: <c>&lt;trigger&gt;-&lt;origin&gt;.jpg</c>.</summary>
internal sealed class OverlayFolder
{
    private readonly string _folder;

    public OverlayFolder(string folder)
    {
        OutputFolder.Make(folder);
        _folder = folder;
    }

    /// <summary>Writes the picture of the part that the inspector judged last, if it needs one.</summary>
    public async Task WriteAsync(Inspector inspector, Inspection inspection, Frame? frame, double level, CancellationToken cancellation)
    {
        if (frame is null || inspection is not { Scores: not null, Verdict: not Verdict.Ok })
        {
            return;
        }

        var picture = inspector.Overlay(frame, level).OrFail();
        var path = Path.Combine(_folder, FormattableString.Invariant($"{inspection.Trigger:D5}-{Path.GetFileNameWithoutExtension(inspection.Origin)}.jpg"));
        await OutputFile.WriteAsync(path, picture, cancellation);
    }
}
