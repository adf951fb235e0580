using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Tests.Line;

/// <summary>All that a host logs. A test names the errors that it expects; any other fails it.</summary>
internal sealed class CollectedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Id, string Text)> _entries = new();

    public IReadOnlyList<(LogLevel Level, int Id, string Text)> Entries => [.. _entries];

    public IEnumerable<string> Of(int id) => _entries.Where(e => e.Id == id).Select(e => e.Text);

    public void ShouldHoldNoErrorsBut(params int[] expected)
    {
        var errors = _entries.Where(e => e.Level >= LogLevel.Error).ToList();
        errors.Where(e => !expected.Contains(e.Id)).ShouldBeEmpty();
        errors.Select(e => e.Id).Distinct().Order().ShouldBe(expected.Order(), "every error that is expected must come");
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((logLevel, eventId.Id, $"{formatter(state, exception)} {exception}"));

    public void Dispose()
    {
    }

    public override string ToString() => string.Join(Environment.NewLine, _entries.Select(e => $"{e.Level} {e.Id} {e.Text}"));
}
