using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>Boxes on an image.</summary>
public static class Boxes
{
    /// <summary>What of a box lies in an image; null when nothing does, or the box is none (a side that is no number, no area).</summary>
    public static FrameBox? Cut(FrameBox box, int width, int height)
    {
        if (!double.IsFinite(box.X + box.Y + box.Width + box.Height) || box.Width <= 0 || box.Height <= 0)
        {
            return null;
        }

        if (box.X >= 0 && box.Y >= 0 && box.X + box.Width <= width && box.Y + box.Height <= height)
        {
            return box; // to the last digit
        }

        var (left, top) = (Math.Max(box.X, 0), Math.Max(box.Y, 0));
        var cut = new FrameBox(left, top, Math.Min(box.X + box.Width, width) - left, Math.Min(box.Y + box.Height, height) - top);
        return cut.Width > 0 && cut.Height > 0 ? cut : null;
    }
}
