using System.Reflection;
using System.Xml.Linq;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Architecture;

/// <summary>The product's projects: as they are declared, and as they were compiled.</summary>
internal static class Source
{
    public static string Folder => Path.Combine(Repository.Root, "src");

    /// <summary>Names of all projects, the worker last.</summary>
    public static string[] Projects { get; } =
        [.. Directory.GetDirectories(Folder).Where(d => Directory.GetFiles(d, "*.csproj").Length > 0).Select(d => Path.GetFileName(d)!).OrderByDescending(n => n.Length)];

    /// <summary>Names in PackageReference, conditions left aside.</summary>
    public static string[] Packages(string project) => References(project, "PackageReference");

    /// <summary>Names of projects in ProjectReference.</summary>
    public static string[] ProjectsOf(string project) =>
        [.. References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)!)];

    /// <summary>What the compiler found used.</summary>
    public static string[] Assemblies(string project) =>
        [.. Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!)];

    /// <summary>Types written by hand.</summary>
    public static Type[] Types(string project) =>
        [.. Assembly.Load(project).GetTypes().Where(t => !t.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false) && !t.Name.Contains('<', StringComparison.Ordinal))];

    private static string[] References(string project, string kind) =>
        [.. XDocument.Load(Path.Combine(Folder, project, project + ".csproj")).Descendants(kind).Select(e => e.Attribute("Include")!.Value)];
}
