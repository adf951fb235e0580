using System.CommandLine;
using Microsoft.Extensions.Configuration;

namespace EdgeTransfer.Cli;

/// <summary>Options for settings, as <c>serve</c> has them, for commands that obey some of them.</summary>
internal sealed class SettingsOptions
{
    private readonly Option<FileInfo?> _config = new("--config") { Description = "The device's settings file; appsettings.json in the working folder by default." };

    private readonly Option<string[]> _set = new("--set") { Description = "One setting, as in --set Learning:RequireSignedHeads=true. May be repeated." };

    public void AddTo(Command command)
    {
        command.Options.Add(_config);
        command.Options.Add(_set);
    }

    public IConfiguration Read(ParseResult parsed) => SettingsSource.Read(parsed.GetValue(_config), parsed.GetValue(_set) ?? []);
}
