using EdgeTransfer.Vision.Masks;

namespace EdgeTransfer.Exchange.Folders;

/// <summary>
/// MVTec AD (Bergmann et al., CVPR 2019): good parts to learn from in <c>train/good</c>, those of the lockbox in <c>test/good</c>, all defects in
/// <c>test/&lt;class&gt;</c>, since the format has none to learn from.
/// </summary>
internal sealed class MvtecWriter(string folder) : IFolderWriter
{
    public const string Good = "good";

    public void Add(PlainPart part)
    {
        var split = part.IsGood && !part.InLockbox ? "train" : "test";
        Write(Path.Combine(split, part.IsGood ? Good : part.Class, part.PartId + ".png"), part.Png);
        if (part.Boxes.Count > 0)
        {
            Write(Path.Combine("ground_truth", part.Class, part.PartId + "_mask.png"), BoxMask.Encode(part.Width, part.Height, part.Boxes));
        }
    }

    public void Finish()
    {
    }

    private void Write(string name, byte[] file)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file);
    }
}
