namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>The worst mistakes, each as it is and with its heat map.</summary>
internal static class Pictures
{
    public static Html Of(string heading, string none, IReadOnlyList<PartPicture> pictures) => pictures.Count == 0
        ? Html.Of($"""<h3>{heading}</h3><p class="none">{none}</p>""")
        : Html.Of($"""<h3>{heading}</h3><div class="pictures">{pictures.Select(Picture)}</div>""");

    private static Html Picture(PartPicture picture) => Html.Of($"""
        <figure><div><img alt="the part" src="{Data(picture.Plain)}"><img alt="its heat map" src="{Data(picture.Heat)}"></div>
        <figcaption>{Tables.Chip(picture.Verdict)} {picture.Class}, score {picture.Score:F2}<br>{Path.GetFileName(picture.File)}</figcaption></figure>
        """);

    private static string Data(byte[] jpeg) => "data:image/jpeg;base64," + Convert.ToBase64String(jpeg);
}
