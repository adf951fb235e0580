namespace EdgeTransfer.Core.Views;

public class LitViewTests
{
    [Theory]
    [InlineData(1, 1, new[] { 0, 1, 64, 128, 200, 255 })]
    [InlineData(0.75, 1, new[] { 0, 1, 48, 96, 150, 191 })] // 191.25
    [InlineData(1.33, 1, new[] { 0, 1, 85, 170, 255, 255 })] // 266 and 339 are cut
    [InlineData(1, 0.5, new[] { 0, 16, 128, 181, 226, 255 })] // 255 · √(value / 255)
    [InlineData(1, 2, new[] { 0, 0, 16, 64, 157, 255 })]
    [InlineData(2, 2, new[] { 0, 0, 32, 129, 255, 255 })]
    public void Apply_SomeValues_GivesGammaThenGainCutAt255(double gain, double gamma, int[] expected)
    {
        byte[] image = [0, 1, 64, 128, 200, 255, 0, 1, 64, 128, 200, 255];
        var view = new byte[12];

        new LitView(gain, gamma).Apply(image, 2, view);

        view.Select(v => (int)v).ShouldBe([.. expected, .. expected]);
    }

    [Fact]
    public void Apply_BuffersOfAnotherSize_IsABug() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new LitView(1, 1).Apply(new byte[9], 2, new byte[9]));
}
