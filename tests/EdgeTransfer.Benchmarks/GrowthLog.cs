using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Benchmarks;

/// <summary>Hears from the log how each growth by one good part ended: nothing else says that one was refused.</summary>
internal sealed class GrowthLog : ILoggerProvider, ILogger
{
    /// <summary>Whose lines it hears.</summary>
    public const string Category = "EdgeTransfer.Learning.Trainer";

    private const int Grown = 1120, NotGrown = 1121;

    private readonly Channel<(bool Grown, string Why)> _ends = Channel.CreateUnbounded<(bool, string)>();

    /// <summary>The next end.</summary>
    public async Task<(bool Grown, string Why)> NextAsync() => await _ends.Reader.ReadAsync();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id is Grown or NotGrown)
        {
            _ends.Writer.TryWrite((eventId.Id == Grown, formatter(state, exception)));
        }
        else if (logLevel >= LogLevel.Error)
        {
            _ends.Writer.TryComplete(new InvalidOperationException(formatter(state, exception), exception));
        }
    }

    public void Dispose()
    {
    }
}
