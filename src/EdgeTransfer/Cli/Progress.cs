using Spectre.Console;

namespace EdgeTransfer.Cli;

/// <summary>A progress bar on a terminal, nothing elsewhere. It writes to stderr, so that stdout stays data.</summary>
internal static class Progress
{
    public static async Task<T> RunAsync<T>(Func<IProgressLine, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected)
        {
            return await work(new NoLine());
        }

        return await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Line(context.AddTask("starting"))));
    }

    private sealed class Line(ProgressTask task) : IProgressLine
    {
        public void Report(string what, double share)
        {
            task.Description = Markup.Escape(what);
            task.Value = 100 * share;
        }
    }

    private sealed class NoLine : IProgressLine
    {
        public void Report(string what, double share)
        {
        }
    }
}
