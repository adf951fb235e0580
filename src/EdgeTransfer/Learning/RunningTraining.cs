using System.Globalization;
using EdgeTransfer.Storage.Trainings;

namespace EdgeTransfer.Learning;

/// <summary>The training that runs or waits for its turn; there is one at most.</summary>
internal sealed class RunningTraining(TrainRequest request, DateTimeOffset since) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private string? _cancelledBy;

    public TrainRequest Request { get; } = request;

    /// <summary>What is written down of it, before anybody is told that it has begun.</summary>
    public TrainingRow? Row { get; set; } = request.Begun;

    public CancellationToken Cancelled => _cancellation.Token;

    /// <summary>Who ended it; null while nobody has.</summary>
    public string? CancelledBy => Volatile.Read(ref _cancelledBy);

    /// <summary>Whose it is, and since when, for whoever asks for another.</summary>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"A training of station {Request.Station.Name}, asked for by {Request.By}, runs since {since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    public void Cancel(string by)
    {
        Interlocked.CompareExchange(ref _cancelledBy, by, null);
        _cancellation.Cancel();
    }

    public void Dispose() => _cancellation.Dispose();
}
