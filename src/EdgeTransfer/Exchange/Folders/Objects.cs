using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Exchange.Folders;

/// <summary>From several named boxes on an image to the one class that a label says.</summary>
internal static class Objects
{
    /// <summary>
    /// The class whose boxes cover most, good without a box. All boxes become marks, but the one around an image that says nobody marked it.
    /// </summary>
    public static IncomingPart ToPart(string partId, string entry, string image, IReadOnlyList<(string Class, FrameBox Box)> objects, bool? isMarked)
    {
        var classes = objects.GroupBy(o => o.Class, StringComparer.Ordinal)
            .OrderByDescending(g => g.Sum(o => o.Box.Width * o.Box.Height)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key).ToList();
        return new(partId, entry, image, classes.FirstOrDefault() ?? Label.Ok, isMarked == false && objects.Count == 1 ? [] : [.. objects.Select(o => o.Box)])
        {
            HasSeveralClasses = classes.Count > 1,
        };
    }
}
