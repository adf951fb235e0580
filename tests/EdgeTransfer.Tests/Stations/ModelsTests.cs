using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference;
using EdgeTransfer.Stations;
using EdgeTransfer.Tests.Evaluating;
using EdgeTransfer.Testing;
using EdgeTransfer.Vision.Simulation;

namespace EdgeTransfer.Tests.Stations;

/// <summary>The golden check from end to end: PNG file, decoder, preparation, backbone, graphs.</summary>
public sealed class ModelsTests : IDisposable
{
    private readonly ModelsCopy _copy = new();

    [Theory]
    [InlineData("efficientnet-lite0")]
    [InlineData("efficientnet-lite0-int8")]
    public void Load_ShippedModels_GiveTheirGoldenVectors(string backbone)
    {
        using var models = Models.Load(new InferenceOptions { ModelsFolder = Repository.Models }, backbone).OrShow();

        models.Backbone.Manifest.Name.ShouldBe(backbone);
    }

    [Theory]
    [InlineData("efficientnet-lite0", "golden/patches.f32", 12_345, 0.01f, "patches differs by 0.01")]
    [InlineData("efficientnet-lite0", "golden/embedding.f32", 7, 0.01f, "embedding differs by 0.01")]
    [InlineData("efficientnet-lite0", "golden/embedding.f32", 7, float.NaN, "embedding differs by NaN")]
    [InlineData("efficientnet-lite0-int8", "golden/embedding.int8.f32", 7, 1000f, "embedding.int8 has a cosine")]
    [InlineData("efficientnet-lite0", "golden/anomaly.map.f32", 3, 0.01f, "anomaly.map differs by 0.01")]
    public void Load_GoldenVectorDiffers_IsRefused(string backbone, string vector, int index, float by, string words)
    {
        _copy.Change(vector, index, by);
        _copy.ListHash(vector);

        var refusal = Refusal(backbone);

        refusal.Kind.ShouldBe(RefusalKind.Damaged);
        refusal.Message.ShouldContain(words);
    }

    [Fact]
    public void Load_GoldenVectorDiffersFromItsHash_IsRefused()
    {
        _copy.Change("golden/patches.f32", 0, 1e-6f);

        Refusal("efficientnet-lite0").Message.ShouldContain("SHA-256");
    }

    [Fact]
    public async Task Load_OtherGoldenImage_IsRefused()
    {
        File.WriteAllBytes(_copy.Path("golden/input.png"), (await Drawn.DefectsAsync(SimDefect.Scratch, 1))[0]);

        Refusal("efficientnet-lite0").Message.ShouldContain("does not give its golden vectors");
    }

    [Fact]
    public void Load_UnreadableGoldenImage_IsRefused()
    {
        File.WriteAllText(_copy.Path("golden/input.png"), "no image");

        Refusal("efficientnet-lite0").Message.ShouldContain("input.png");
    }

    [Fact]
    public void Load_BackboneWithOneChangedByte_IsRefused()
    {
        var bytes = File.ReadAllBytes(_copy.Path("efficientnet-lite0.onnx"));
        bytes[^1000] ^= 1;
        File.WriteAllBytes(_copy.Path("efficientnet-lite0.onnx"), bytes);

        Refusal("efficientnet-lite0").Message.ShouldContain("SHA-256");
    }

    public void Dispose() => _copy.Dispose();

    private Refusal Refusal(string backbone)
    {
        var models = Models.Load(_copy.Options, backbone);
        models.Value?.Dispose();
        return models.Refusal.ShouldNotBeNull();
    }
}
