namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>One colour for one thing, on the whole page. Okabe and Ito's, which colour-blind people tell apart, a little darker.</summary>
internal static class Colours
{
    public const string Good = "#1f7a8c";
    public const string Defect = "#c8501e";
    public const string Fusion = "#1b2a41";
    public const string Anomaly = "#d08700";
    public const string Classifier = "#6a4fb6";
    public const string Sum = "#8d99a6";
    public const string Ok = "#3c9d5d";
    public const string Unsure = "#e0a800";
    public const string Ng = "#d0453e";
    public const string Ink = "#33404d";
    public const string Line = "#dde3e9";
}
