using System.Diagnostics;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Cli;

/// <summary>One run of the real program in a process of its own: what a shell would see.</summary>
internal sealed record Run(int ExitCode, string[] Output, string[] Errors)
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(4);

    private static string Program { get; } = FindProgram();

    /// <summary>Both streams.</summary>
    public string Text => string.Join('\n', [$"exit code {ExitCode}", .. Output, .. Errors]);

    /// <summary>Runs it to its end in the given folder.</summary>
    public static async Task<Run> Of(string folder, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [Program, .. arguments])
            {
                WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
            },
        };
        foreach (var name in process.StartInfo.Environment.Keys.Where(k => k.StartsWith("EDGETRANSFER_", StringComparison.Ordinal)).ToList())
        {
            process.StartInfo.Environment.Remove(name);
        }

        process.Start();
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"edgetransfer {string.Join(' ', arguments)} did not end within {Bound}.\n{await output}\n{await errors}");
        }

        return new(process.ExitCode, Lines(await output), Lines(await errors));
    }

    /// <summary>Success, without a trace of an exception.</summary>
    public Run Succeeded()
    {
        ExitCode.ShouldBe(0, Text);
        return WithoutStackTrace();
    }

    /// <summary>Exit code 2, nothing on stdout, and, apart from images left out, one line on stderr that says this.</summary>
    public void RefusedWith(string words)
    {
        WithoutStackTrace();
        ExitCode.ShouldBe(2, Text);
        Output.ShouldBeEmpty(Text);
        var error = Errors.Where(line => !line.StartsWith("left out: ", StringComparison.Ordinal)).ShouldHaveSingleItem();
        error.ShouldStartWith("edgetransfer: ");
        error.ShouldContain(words, Case.Insensitive);
    }

    public Run WithoutStackTrace()
    {
        Text.ShouldNotContain("   at ");
        Text.ShouldNotContain("Unhandled exception");
        return this;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The program's own output folder: beside that of the tests, of the same configuration.</summary>
    private static string FindProgram()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var path = Path.Combine(Repository.Root, "artifacts", "bin", "EdgeTransfer", configuration, "EdgeTransfer.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("The tests' build did not build the program.", path);
    }
}
