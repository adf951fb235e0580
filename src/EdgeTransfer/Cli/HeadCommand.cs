using System.CommandLine;
using System.Data.Common;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Exchange;
using EdgeTransfer.Exchange.Heads;
using EdgeTransfer.Storage.Exchange;

namespace EdgeTransfer.Cli;

/// <summary><c>head</c>: learnt heads as single files, signed where wanted.</summary>
internal static class HeadCommand
{
    public static Command Create() => new("head", "Export or import a learnt head, and make keys that sign heads.") { Export(), Import(), KeyGen() };

    private static Command Export()
    {
        var head = new Option<string?>("--head") { Description = "Folder of a head, as train prints it." };
        var data = new Option<string?>("--data") { Description = "A device's data folder, with --product and --version; the service may run." };
        var product = new Option<string?>("--product") { Description = "Name of the product." };
        var version = new Option<string?>("--version") { Description = "The head." };
        var to = new Option<string>("--to") { Description = "New file, as in head.zip.", Required = true };
        var sign = new Option<string?>("--sign") { Description = "Private key (PEM, ECDSA P-256) that signs it." };
        var command = new Command("export", "Write a head with its policy and scores into one file.") { head, data, product, version, to, sign };
        command.SetAction(parsed => ExportHead(
            parsed.GetValue(head), parsed.GetValue(data), parsed.GetValue(product), parsed.GetValue(version), parsed.GetValue(to)!, parsed.GetValue(sign)));
        return command;
    }

    private static Command Import()
    {
        var data = new Option<string>("--data") { Description = "The device's data folder.", Required = true };
        var from = new Option<string>("--from") { Description = "File that head export wrote.", Required = true };
        var by = new Option<string>("--by") { Description = "Who asks for it; stands in the log.", DefaultValueFactory = _ => "import" };
        var settings = new SettingsOptions();
        var command = new Command("import", "Store a head on a device, beside its own. The service must be stopped. It judges nothing until it is activated.") { data, from, by };
        settings.AddTo(command);
        command.SetAction((parsed, _) => ImportAsync(parsed.GetValue(data)!, parsed.GetValue(from)!, parsed.GetValue(by)!, settings, parsed));
        return command;
    }

    private static Command KeyGen()
    {
        var to = new Option<string>("--to") { Description = "Folder for the two files.", Required = true };
        var command = new Command("keygen", "Make a pair of keys: the private one signs heads, the public one goes to devices.") { to };
        command.SetAction(parsed =>
        {
            OutputFolder.Make(parsed.GetValue(to)!);
            var (secret, open) = Written(() => SigningKeys.Make(parsed.GetValue(to)!));
            Console.WriteLine($"{secret} signs heads: keep it away from devices.");
            Console.WriteLine($"{open} goes into the folder Learning:TrustedKeys of each device.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static int ExportHead(string? head, string? data, string? product, string? version, string to, string? sign)
    {
        if (head is null == data is null || data is not null && (product is null || version is null))
        {
            throw new UsageException("Give --head FOLDER, or --data FOLDER with --product and --version.");
        }

        if (data is not null && (!Topics.IsLevel(product!) || !Topics.IsLevel(version!)))
        {
            throw new UsageException($"'{EntryNames.Show($"{product}/{version}")}' cannot be the name of a head.");
        }

        using var key = sign is null ? null : SigningKeys.ReadPrivate(sign).OrFail();
        using var device = data is null ? null : DatasetReader.Open(data).OrFail();
        var package = HeadPackageWriter.Pack(head ?? Path.Combine(data!, LineFiles.Heads, product!, version!), device, key).OrFail();
        using var output = NewOutput.File(to);
        Written(() =>
        {
            File.WriteAllBytes(output.Unfinished, package);
            output.Finish();
            return true;
        });
        Console.WriteLine($"{to}: {package.Length} bytes, {(key is null ? "not signed" : $"signed by the key {SigningKeys.IdOf(key)}")}.");
        return ExitCodes.Ok;
    }

    private static async Task<int> ImportAsync(string data, string from, string by, SettingsOptions settings, ParseResult parsed)
    {
        if (OperatorName.Error(by) is { } error)
        {
            throw new UsageException(error);
        }

        using var device = DeviceFolder.Take(data);
        using var staging = new StagingFolder(Path.Combine(device.Path, LineFiles.Heads));
        var import = device.Heads(settings.Read(parsed));
        var head = import.Check(from, staging).OrFail();
        var isNew = await StoreAsync(import, head, Path.GetFileName(from), by);
        Console.WriteLine($"Head {head.Manifest.Version} of product {head.Manifest.Product}, {head.Signed}, {(isNew ? "was stored" : "is here already")}. It does not judge: that takes an activation.");
        if (!head.IsFitting)
        {
            Console.WriteLine($"No station of product {head.Manifest.Product} is in the settings (--config), so it is not known whether its features fit; the activation refuses it if they do not.");
        }

        if (head.Policy is null)
        {
            Console.WriteLine("It came without a policy: bands must be laid before it can judge.");
        }

        return ExitCodes.Ok;
    }

    private static async Task<bool> StoreAsync(HeadImport import, CheckedHead head, string source, string by)
    {
        try
        {
            return (await import.StoreAsync(head, source, by)).OrFail();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            throw new UsageException($"The head cannot be stored: {e.Message}");
        }
    }

    private static T Written<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(e.Message);
        }
    }
}
