using OpenCvSharp;

namespace EdgeTransfer.Vision.Fixtures;

/// <summary>Types of images by a name that a theory can carry.</summary>
internal static class MatTypes
{
    public const string Grey8 = "grey, 8 bit";
    public const string Grey16 = "grey, 16 bit";
    public const string Bgra8 = "BGRA, 8 bit";

    public static MatType Of(string name) => name switch
    {
        Grey8 => MatType.CV_8UC1,
        Grey16 => MatType.CV_16UC1,
        _ => MatType.CV_8UC4,
    };
}
