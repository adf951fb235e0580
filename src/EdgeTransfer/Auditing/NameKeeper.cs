using EdgeTransfer.Configuration;
using EdgeTransfer.Storage.Operators;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Auditing;

/// <summary>Forgets the names of operators who have not been seen for as long as the settings keep names: at start, then daily.</summary>
internal sealed class NameKeeper(OperatorStore operators, LearningOptions options, TimeProvider time, ILogger<NameKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (options.KeepNamesFor is { } keep)
        {
            try
            {
                if (await operators.ForgetAsync(time.GetUtcNow() - keep) is > 0 and var count)
                {
                    Log.NamesForgotten(logger, count, keep);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Names that should be gone are still there: an error, tried again tomorrow.
                Log.ForgettingFailed(logger, e);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }
}
