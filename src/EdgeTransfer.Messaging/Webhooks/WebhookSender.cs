using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Messaging.Alerts;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Messaging.Webhooks;

/// <summary>
/// Posts the alerts of its outbox (law 5): topics beside each other, one alert per topic at a time, oldest first, done with only once it
/// was taken (a status of 2xx). What is not taken stays, with all behind it on its topic, and is tried again ever more slowly.
/// </summary>
internal sealed class WebhookSender(
    IOutbox outbox, WebhookPoster poster, WebhookOptions options, WebhookStatus status, TimeProvider time, Random random, ILogger<WebhookSender> logger)
    : OutboxLoop(outbox, (options.RetryMin, options.RetryMax), keep: TimeSpan.Zero, time, random, logger) // a receiver does not forget
{
    private const int MostBeside = 8;

    private readonly Task _never = new TaskCompletionSource().Task;
    private readonly string _url = options.Url!.GetLeftPart(UriPartial.Path); // a query may hold a key

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Url is { Scheme: "http", IsLoopback: false })
        {
            Log.WebhookPlain(Logger, _url);
        }

        await base.ExecuteAsync(stoppingToken);
    }

    /// <inheritdoc/>
    protected override async Task StepAsync(CancellationToken stopping)
    {
        if (await NextAsync(MostBeside, _never, stopping) is { } topics)
        {
            await PostAsync(topics, stopping);
        }
    }

    private async Task PostAsync(IReadOnlyList<IGrouping<string, OutboxMessage>> topics, CancellationToken stopping)
    {
        if (await poster.PrepareAsync(stopping) is { } refusal)
        {
            foreach (var topic in topics)
            {
                Refused(topic.Key, new(refusal, WasAnswered: true));
            }

            return;
        }

        var sent = await Task.WhenAll(topics.Select(t => PostTopicAsync([.. t], stopping)));
        Taken([.. sent.SelectMany(s => s.Taken)]);
        foreach (var (_, last, answer) in sent.Where(s => s.Answer.Refusal is not null && !stopping.IsCancellationRequested))
        {
            if (!answer.WasAnswered)
            {
                Lateness.Unanswered(last);
            }

            Refused(last.Topic, answer);
        }

        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>One after the other up to the first that is not taken.</summary>
    private async Task<(List<OutboxMessage> Taken, OutboxMessage Last, WebhookAnswer Answer)> PostTopicAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken stopping)
    {
        List<OutboxMessage> taken = [];
        foreach (var message in messages)
        {
            var answer = await poster.PostAsync(message, Payload(message), stopping);
            if (answer.Refusal is not null)
            {
                return (taken, message, answer);
            }

            taken.Add(message);
        }

        return (taken, messages[^1], new(null, WasAnswered: true));
    }

    private void Taken(IReadOnlyList<OutboxMessage> messages)
    {
        Unrecorded.Add(messages, Now);
        foreach (var message in messages)
        {
            Lateness.Answered(message);
            Holds.Release(message.Topic);
            if (status.Taken())
            {
                Log.WebhookTakes(Logger, _url);
            }
        }
    }

    private void Refused(string topic, WebhookAnswer answer)
    {
        var (reason, detail) = answer.Refusal!;
        status.Refused(reason);
        Holds.Hold(topic, Now, answer.Pause);
        if (LogGate.Opens(reason))
        {
            Log.WebhookRefused(Logger, _url, reason, detail);
        }
    }
}
