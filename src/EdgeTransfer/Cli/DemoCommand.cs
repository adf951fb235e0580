using System.CommandLine;

namespace EdgeTransfer.Cli;

/// <summary><c>demo</c>.</summary>
internal static class DemoCommand
{
    public static Command Create() => new("demo", "Run a simulated line.");
}
