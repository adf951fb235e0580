using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Vision.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Vision.Preparing;

public sealed class RegionImageTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Decode_OfAnyEncodedRegion_PreparesToTheSameBits()
    {
        using var preparation = new Preparation();
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int).Sample((x, y, width, height, seed) =>
        {
            using var frame = Images.NoiseFrame(130, 130, seed);
            var recipe = new Recipe { Product = "p", InputSize = 64, Region = new(x, y, width, height) };
            var (before, after) = (new byte[64 * 64 * 3], new byte[64 * 64 * 3]);
            var live = preparation.Prepare(frame, recipe, before);

            using var stored = RegionImage.Decode(RegionImage.Encode(frame, recipe).Value!, "sample", _time).Value!;
            var again = preparation.PrepareRegion(stored, recipe, after);

            after.ShouldBe(before);
            again.ShouldBe(live);
        }, iter: 60, threads: 1); // a preparation is not safe for concurrent calls
    }

    [Fact]
    public void Encode_RegionOutside_IsRefused()
    {
        using var frame = Images.NoiseFrame(20, 20, seed: 1);

        var result = RegionImage.Encode(frame, new() { Product = "p", Region = new(10, 10, 11, 5) });

        result.Refusal.ShouldNotBeNull().Kind.ShouldBe(RefusalKind.Invalid);
    }

    [Fact]
    public void Decode_DamagedFile_IsRefused()
    {
        using var frame = Images.NoiseFrame(20, 20, seed: 1);
        var file = RegionImage.Encode(frame, new() { Product = "p" }).Value!;

        RegionImage.Decode(file.AsSpan(0, file.Length - 1), "sample", _time).Refusal.ShouldNotBeNull().Kind.ShouldBe(RefusalKind.Damaged);
    }
}
