using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>The real service in a process of its own.</summary>
internal static class Served
{
    /// <summary>Starts it; it kills itself at a fault point when one is named.</summary>
    public static ChildProcess Start(LineFolder folder, string? faultPoint = null)
    {
        string[] command = [Path.Combine(AppContext.BaseDirectory, "EdgeTransfer"), "serve", .. folder.Settings.SelectMany(s => new[] { "--set", $"{s.Key}={s.Value}" })];
        return faultPoint is null
            ? new(command[0], command.Skip(1))
            : new("env", [$"DOTNET_STARTUP_HOOKS={typeof(StartupHook).Assembly.Location}", $"{StartupHook.Variable}={faultPoint}", .. command]);
    }
}
