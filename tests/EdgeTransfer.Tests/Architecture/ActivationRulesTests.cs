namespace EdgeTransfer.Tests.Architecture;

/// <summary>Law 4: one way into service, and it asks for a warrant.</summary>
public class ActivationRulesTests
{
    [Theory]
    [InlineData("Slot.Publish(", "HeadActivator.cs InspectCommand.cs")] // the command judges outside any device, by the head that its user names
    [InlineData("registry.ActivateAsync(", "HeadActivator.cs")]
    [InlineData("INSERT INTO activation", "HeadRegistry.cs")]
    [InlineData("new Warrant(", "Warrant.cs")]
    public void Source_StepOfAnActivation_StandsInOnePlace(string step, string files) => Files(step).ShouldBe(files.Split(' '));

    [Fact]
    public void ActivateAsync_Callers_TakeTheirWarrantFromARule()
    {
        string[] callers = ["HeadRestorer.cs", "Promotion.cs", "Rollbacks.cs"];
        Files("activator.ActivateAsync(").ShouldBe(callers);
        Files("rollbacks.ActivateAsync(").ShouldBe(["HeadHandler.cs"]);
        callers.Append("HeadHandler.cs").ShouldAllBe(file => Text(file).Contains("Warrant.Of", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Files(string text) =>
        [.. All.Where(f => File.ReadAllText(f).Contains(text, StringComparison.Ordinal)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private static string Text(string file) => File.ReadAllText(All.Single(f => Path.GetFileName(f) == file));

    private static IEnumerable<string> All => Directory.EnumerateFiles(Source.Folder, "*.cs", SearchOption.AllDirectories);
}
