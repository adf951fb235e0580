using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Inference.Models;

public class BackboneTests
{
    private static readonly InferenceOptions Repository = new() { ModelsFolder = Testing.Repository.Models };

    [Theory]
    [InlineData("efficientnet-lite0", "float32")]
    [InlineData("efficientnet-lite0-int8", "int8")]
    public void Load_ShippedBackbone_HasTheSizesOfItsManifest(string name, string precision)
    {
        var loaded = Backbone.Load(Repository, name);

        loaded.IsOk.ShouldBeTrue(loaded.Refusal?.Message);
        using var backbone = loaded.Value;
        (backbone.PatchDimension, backbone.EmbeddingDimension, backbone.Grid(224)).ShouldBe((152, 1888, 14));
        backbone.Manifest.Precision.ShouldBe(precision);
    }

    [Fact]
    public void Load_ZeroByteFile_IsRefusedByItsHash()
    {
        using var folder = new ModelsFolder();
        File.WriteAllBytes(folder.Path("efficientnet-lite0.onnx"), []);

        var refusal = Backbone.Load(folder.Options, "efficientnet-lite0").Refusal!;

        refusal.Kind.ShouldBe(RefusalKind.Damaged);
        refusal.Message.ShouldContain("(0 bytes) has the SHA-256 e3b0c442");
        refusal.Message.ShouldContain("copy it again");
    }

    [Fact]
    public void Load_OneFlippedBit_IsRefused()
    {
        using var folder = new ModelsFolder();
        var bytes = File.ReadAllBytes(folder.Path("efficientnet-lite0-int8.onnx"));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(folder.Path("efficientnet-lite0-int8.onnx"), bytes);

        Backbone.Load(folder.Options, "efficientnet-lite0-int8").Refusal!.Kind.ShouldBe(RefusalKind.Damaged);
    }

    [Fact]
    public void Load_NoOnnxAtAllWithTheRightHash_IsRefusedByOnnxRuntime()
    {
        using var folder = new ModelsFolder();
        File.WriteAllBytes(folder.Path("efficientnet-lite0.onnx"), [1, 2, 3]);
        var manifest = File.ReadAllText(folder.Path("efficientnet-lite0.json"));
        var old = manifest.Split("\"sha256\": \"")[1][..64];
        File.WriteAllText(folder.Path("efficientnet-lite0.json"), manifest.Replace(old, "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81", StringComparison.Ordinal));

        Backbone.Load(folder.Options, "efficientnet-lite0").Refusal!.Message.ShouldContain("ONNX Runtime refuses");
    }

    [Theory]
    [InlineData("none-such")]
    [InlineData("../efficientnet-lite0")]
    public void Load_UnknownName_SaysWhichThereAre(string name) =>
        Backbone.Load(Repository, name).Refusal!.Message.ShouldContain("efficientnet-lite0, efficientnet-lite0-int8");

    [Fact]
    public void Load_ManifestThatIsNoJson_IsRefused()
    {
        using var folder = new ModelsFolder();
        File.WriteAllText(folder.Path("efficientnet-lite0.json"), "{");

        Backbone.Load(folder.Options, "efficientnet-lite0").Refusal!.Message.ShouldContain("not valid JSON");
    }

    [Fact]
    public void Load_HeadGraphOfOtherBytes_IsRefused()
    {
        using var folder = new ModelsFolder();
        File.Copy(folder.Path("classifier-head.onnx"), folder.Path("anomaly-head.onnx"), overwrite: true);

        HeadGraphs.Load(folder.Options).Refusal!.Message.ShouldContain("anomaly-head.onnx");
    }
}
