namespace EdgeTransfer.Core.Views;

/// <summary>The views of each <see cref="ViewSet"/>, those that teach most first: where few are used, it is these.</summary>
public static class HarmlessViews
{
    private static readonly SquareView[] Flips = [new(false, false, true), new(false, true, false), new(false, true, true)];
    private static readonly SquareView[] Turns = [new(true, false, false), new(true, true, false), new(true, false, true), new(true, true, true)];
    private static readonly IImageView[] ShiftsAndLight =
        [new LitView(0.75, 1), new LitView(1.33, 1), new ShiftedView(-1, -1), new ShiftedView(1, 1), new ShiftedView(1, -1), new LitView(1, 0.8)];

    private static readonly IImageView[] WithFlips = [Flips[0], .. ShiftsAndLight[..3], Flips[1], Flips[2], .. ShiftsAndLight[3..]];
    private static readonly IImageView[] WithTurns = [.. WithFlips[..6], .. Turns, .. WithFlips[6..]];

    /// <summary>The views of a set beyond the image as it is; sets differ in their number.</summary>
    public static IReadOnlyList<IImageView> Of(ViewSet set) => set switch
    {
        ViewSet.None => [],
        ViewSet.ShiftsAndLight => ShiftsAndLight,
        ViewSet.Flips => WithFlips,
        _ => WithTurns,
    };

    /// <summary>The turned and mirrored views over which a judged image is averaged, beyond the image as it is.</summary>
    /// <param name="judged">1, 2 (half a turn), 4 (flips) or 8 (all turns), the image itself counted.</param>
    public static IReadOnlyList<SquareView> Judged(int judged) => judged switch
    {
        1 => [],
        2 => [Flips[2]],
        4 => Flips,
        8 => [.. Flips, .. Turns],
        _ => throw new ArgumentOutOfRangeException(nameof(judged), judged, "1, 2, 4 or 8"),
    };
}
