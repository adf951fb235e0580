using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace EdgeTransfer.Tests.Architecture;

/// <summary>Dependencies point inward, and one project owns each native or network library.</summary>
public class ProjectRulesTests
{
    private const string Core = "EdgeTransfer.Core";
    private const string Worker = "EdgeTransfer";

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Loaded = new(() => new ArchLoader().LoadAssemblies(System.Reflection.Assembly.Load(Core)).Build());

    public static TheoryData<string> Middle => [.. Source.Projects.Where(p => p is not (Core or Worker))];

    [Fact]
    public void Projects_Found_AreAllThatTheDesignHasSoFar()
    {
        Source.Projects.ShouldContain(Core);
        Source.Projects.ShouldContain(Worker);
        Source.Projects.Length.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public void Core_References_AreBaseLibraryAndMathematics()
    {
        Source.ProjectsOf(Core).ShouldBeEmpty();
        Source.Packages(Core).ShouldBe(["MathNet.Numerics", "System.Numerics.Tensors"], ignoreOrder: true);
        Source.Types(Core).ShouldNotBeEmpty();
        Source.Assemblies(Core).ShouldNotBeEmpty();
        Source.Assemblies(Core).ShouldAllBe(name => name == "MathNet.Numerics" || (name.StartsWith("System.", StringComparison.Ordinal) && !IsInputOrOutput(name)));
    }

    [Theory]
    [MemberData(nameof(Middle))]
    public void Middle_References_CoreAlone(string project)
    {
        Source.ProjectsOf(project).ShouldBe([Core]);
        Source.Types(project).ShouldNotBeEmpty();
        Source.Assemblies(project).Where(name => name.StartsWith(Worker, StringComparison.Ordinal)).ShouldBe([Core]);
    }

    [Theory]
    [InlineData("OpenCvSharp", "EdgeTransfer.Vision")]
    [InlineData("Microsoft.ML", "EdgeTransfer.Inference")]
    [InlineData("Microsoft.Data", "EdgeTransfer.Storage")]
    [InlineData("Dapper", "EdgeTransfer.Storage")]
    [InlineData("MQTTnet", "EdgeTransfer.Messaging")]
    [InlineData("ScottPlot", "EdgeTransfer")]
    public void Library_Use_IsItsOwnersAlone(string library, string owner)
    {
        var used = Source.Projects.Where(p => Source.Assemblies(p).Any(IsIt)).ToList();
        var declared = Source.Projects.Where(p => Source.Packages(p).Any(IsIt)).ToList();

        used.Concat(declared).Distinct().ShouldBe([owner]);

        bool IsIt(string name) => name.StartsWith(library, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Heads.Anomaly", "Heads.Classifier")]
    [InlineData("Heads.Classifier", "Heads.Anomaly")]
    [InlineData("Heads.Anomaly", "Heads.Fusion")]
    [InlineData("Heads.Classifier", "Heads.Fusion")]
    [InlineData("Statistics", "Heads")]
    [InlineData("Mathematics", "Heads")]
    public void CoreNamespace_Types_DoNotDependOn(string from, string to)
    {
        var types = TypesIn(from);

        types.ShouldNotBeEmpty();
        TypesIn(to).ShouldNotBeEmpty();
        types.SelectMany(type => type.Dependencies.Where(d => IsIn(d.Target, to)).Select(d => $"{type.FullName} → {d.Target.FullName}")).Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void CoreTypes_Dependencies_AreNotFilesSocketsProcessesOrClocks()
    {
        var types = TypesIn("");
        string[] forbidden = ["System.IO.File", "System.IO.Directory", "System.IO.StreamReader", "System.IO.StreamWriter", "System.Net.", "System.Diagnostics.Process", "System.Console", "System.Threading.Thread"];

        types.Count.ShouldBeGreaterThan(50);
        types.SelectMany(type => type.Dependencies.Select(d => d.Target.FullName).Where(name => forbidden.Any(f => name.StartsWith(f, StringComparison.Ordinal))).Select(name => $"{type.FullName} → {name}"))
            .Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Classes_Everywhere_AreSealedStaticOrAbstract()
    {
        var classes = Source.Projects.SelectMany(Source.Types).Where(t => t.IsClass && t.Name != "Program" && !typeof(Delegate).IsAssignableFrom(t)).ToList();

        classes.Count.ShouldBeGreaterThan(100);
        classes.Where(t => !t.IsSealed && !t.IsAbstract).Select(t => t.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void SourceFiles_Length_IsAtMost400Lines()
    {
        string[] files = [.. Directory.EnumerateFiles(Source.Folder, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];

        files.Length.ShouldBeGreaterThan(100);
        files.Where(f => File.ReadLines(f).Count() > 400).ShouldBeEmpty();
    }

    private static List<IType> TypesIn(string name) => [.. Loaded.Value.Types.Where(t => IsIn(t, name))];

    private static bool IsIn(IType type, string name)
    {
        var (full, at) = (name.Length == 0 ? Core : $"{Core}.{name}", type.Namespace?.FullName ?? "");
        return at == full || at.StartsWith(full + ".", StringComparison.Ordinal);
    }

    private static bool IsInputOrOutput(string name) =>
        name.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("System.IO", StringComparison.Ordinal)
        || name is "System.Console" or "System.Diagnostics.Process" or "System.Data.Common";
}
