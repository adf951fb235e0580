using System.Collections.Concurrent;
using System.Diagnostics;

namespace EdgeTransfer.Testing;

/// <summary>A child process whose lines are collected, killed at the end.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Starts it; fails with advice when the program is not installed.</summary>
    public ChildProcess(string program, IEnumerable<string> arguments)
    {
        var path = new[] { "/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin" }.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            Assert.Fail($"{program} is missing: apt-get install mosquitto mosquitto-clients");
        }

        _process = new Process { StartInfo = new ProcessStartInfo(path!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        _process.OutputDataReceived += (_, e) => Add(e.Data);
        _process.ErrorDataReceived += (_, e) => Add(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote so far, both streams.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Whether it ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Kills it as a power cut would: no goodbye.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for its own end; the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await Eventually.TrueAsync(() => _process.HasExited, $"{_process.StartInfo.FileName} ends", () => string.Join('\n', Lines));
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
