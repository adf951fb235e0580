using System.CommandLine;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Cli;

/// <summary>The program's commands.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("EdgeTransfer inspects parts on a production line and learns from its operators. Without a command it shows the demo.")
        {
            ServeCommand.Create(),
            DemoCommand.Create(),
            InspectCommand.Create(),
            TrainCommand.Create(),
            BandsCommand.Create(),
            ReviewCommand.Create(),
            LogCommand.Create(),
            EvaluateCommand.Create(),
            DatasetCommand.Create(),
            HeadCommand.Create(),
            ModelsCommand.Create(),
            VersionCommand.Create(),
        };
        var parsed = root.Parse(args.Length == 0 ? ["demo"] : args);
        if (parsed.Errors.Count > 0)
        {
            return Fail(string.Join(' ', parsed.Errors.Select(e => e.Message)) + " Try --help.");
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopWithin(parsed) });
        }
        catch (UsageException e)
        {
            return Fail(e.Message);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Cancelled;
        }
    }

    /// <summary>The value, or the refusal as a usage error.</summary>
    public static T OrFail<T>(this Result<T> result) => result.IsOk ? result.Value : throw new UsageException(result.Refusal.Message);

    /// <summary>
    /// How long a command may take to stop after SIGTERM or Ctrl-C before it is broken off. A running line has a bound of its own
    /// (<c>Device:StopWithin</c>) and must not be broken off while it writes its last verdicts down.
    /// </summary>
    private static TimeSpan StopWithin(ParseResult parsed) =>
        parsed.CommandResult.Command.Name is "serve" or "demo" ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(2);

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"edgetransfer: {message}");
        return ExitCodes.Usage;
    }
}
