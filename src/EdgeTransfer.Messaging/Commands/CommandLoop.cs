using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.Protocol;

namespace EdgeTransfer.Messaging.Commands;

/// <summary>Carries commands out, one after the other, and sends the answers beside that.</summary>
internal sealed class CommandLoop(
    CommandInbox inbox, ICommandHandler handler, MqttLink link, MessageWriter messages, Topics topics, MqttOptions options, Counting counting, TimeProvider time, ILogger<CommandLoop> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(HandleAllAsync(stoppingToken), ReplyAllAsync(stoppingToken));

    private async Task HandleAllAsync(CancellationToken stopping)
    {
        await foreach (var command in inbox.Commands.ReadAllAsync(stopping))
        {
            counting.Command();
            inbox.Reply(command.ReplyTo, await HandleAsync(command.Request, stopping));
        }
    }

    private async Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken stopping)
    {
        try
        {
            return await handler.HandleAsync(request, stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // broad: the contract says it never throws; if it does, the asker still gets an answer and the next command its turn
            Log.HandlerFault(logger, request.Name, e);
            counting.CommandRefusals.Add("fault");
            return CommandReply.Refused(RefusalReason.Fault, "The command failed inside the device; its log says more.");
        }
    }

    private async Task ReplyAllAsync(CancellationToken stopping)
    {
        await foreach (var reply in inbox.Replies.ReadAllAsync(stopping))
        {
            if (await SendAsync(reply, stopping) is { IsAcknowledged: false } outcome)
            {
                counting.CommandRefusals.Add("reply_lost");
                Log.ReplyLost(logger, outcome.Reason);
            }
        }
    }

    /// <summary>Waits for a connection only as long as an asker may still listen.</summary>
    private async Task<PublishOutcome> SendAsync(OutgoingReply reply, CancellationToken stopping)
    {
        try
        {
            using var bound = new CancellationTokenSource(options.AcknowledgeBound, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, bound.Token);
            var connection = await link.WhenConnectedAsync(either.Token);
            // numbered together: anybody chooses where answers go, and each topic would be remembered
            var payload = messages.Write(topics.Root, ReplyMessage.From(reply.Reply));
            var message = Connection.Message(reply.To.Topic, payload, MqttQualityOfServiceLevel.AtLeastOnce);
            message.CorrelationData = reply.To.CorrelationData;
            return await connection.PublishAsync(message, stopping);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return PublishOutcome.Lost("NotConnected");
        }
    }
}
