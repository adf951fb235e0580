using System.Text.Json;
using System.Threading.Channels;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Operators;
using EdgeTransfer.Vision.Simulation;

namespace EdgeTransfer.Demo;

/// <summary>
/// The scripted operator: sees only what comes over MQTT, knows the truth by looking at the part (the drawing's own record),
/// labels over MQTT, asks for a training twice, and approves what waits for a person after reading the gate's sentence.
/// </summary>
internal sealed class DemoOperator(DemoPlan plan, SimOptions sim, Belt belt, DemoBook book, Topics topics, string station) : IAsyncDisposable
{
    /// <summary>Of the parts judged OK, every so many is looked at, too.</summary>
    private const int LooksAtEvery = 3;

    private readonly Channel<PartReport> _seen = Channel.CreateUnbounded<PartReport>();
    private readonly Channel<TrainingMessage> _trainings = Channel.CreateUnbounded<TrainingMessage>();
    private readonly Channel<ModelMessage> _models = Channel.CreateUnbounded<ModelMessage>();
    private OperatorClient? _client;

    /// <summary>Completes when the second training is over.</summary>
    public async Task RunAsync(int port, CancellationToken stop)
    {
        _client = await OperatorClient.ConnectAsync(port, $"{topics.Root}/{station}/+", ReceiveAsync, stop);
        belt.StopBefore(plan.Taught);
        belt.StopBefore(plan.Rest);
        belt.Release(0);

        book.Phase = $"teaching: {plan.Taught} good parts pass, the operator labels them";
        await WatchUntilAsync(plan.Taught - 1, everyPart: true, stop);
        await TrainAsync("first training, on good parts", stop);
        belt.Release(plan.Taught);

        book.Phase = "judging with the first head; the operator corrects it";
        await WatchUntilAsync(plan.SecondTraining - 1, everyPart: false, stop);
        await TrainAsync("second training; the line goes on", stop);
        belt.Release(plan.Rest);
        book.Phase = "judging with the second head";
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }
    }

    /// <summary>Labels what passes, up to a part.</summary>
    private async Task WatchUntilAsync(long last, bool everyPart, CancellationToken stop)
    {
        await foreach (var part in _seen.Reader.ReadAllAsync(stop))
        {
            var index = SimPart.IndexOf(part.Origin)!.Value;
            if (everyPart || part.Verdict != Verdict.Ok || index % LooksAtEvery == 0)
            {
                await LabelAsync(part.PartId, SimPart.Describe(sim, index).DefectClass ?? Label.Ok, stop);
            }

            if (index >= last)
            {
                return;
            }
        }
    }

    private async Task LabelAsync(string partId, string label, CancellationToken stop)
    {
        var reply = await _client!.SendAsync(
            $"{topics.Root}/{station}/cmd/label", CommandJson.Write(new LabelCommand(Guid.CreateVersion7(), partId, label, "demo operator")), stop);
        if (reply.Reason is null)
        {
            book.AddLabel();
        }
    }

    private async Task TrainAsync(string phase, CancellationToken stop)
    {
        book.Phase = phase;
        var reply = await _client!.SendAsync($"{topics.Root}/{station}/cmd/train", CommandJson.Write(new TrainCommand(Guid.CreateVersion7(), "demo operator")), stop);
        if (reply.Reason is null)
        {
            var training = await _trainings.Reader.ReadAsync(stop);
            book.LastTraining = $"{training.Outcome!.Replace('_', ' ')}: {training.Detail}";
            if (training is { Outcome: "waiting", Head: { } head })
            {
                await ApproveAsync(head, stop);
            }
        }
    }

    /// <summary>Reads on the model topic what waits, and approves it as a person would.</summary>
    private async Task ApproveAsync(string head, CancellationToken stop)
    {
        await foreach (var model in _models.Reader.ReadAllAsync(stop))
        {
            if (model.Waiting is not { } waiting || waiting.Head != head)
            {
                continue;
            }

            book.Phase = $"head {head} waits for a person: {waiting.Sentence}";
            var reply = await _client!.SendAsync(
                $"{topics.Root}/{station}/cmd/activate", CommandJson.Write(new ActivateCommand(Guid.CreateVersion7(), "demo operator", head)), stop);
            book.LastTraining = $"{(reply.Reason is null ? "approved by the operator" : $"not activated ({reply.Reason})")}: {waiting.Sentence}";
            return;
        }
    }

    private Task ReceiveAsync(string topic, ReadOnlyMemory<byte> payload)
    {
        try
        {
            Receive(topic, payload.Span);
        }
        catch (Exception e)
        {
            // The MQTT library would swallow it: the script must end with it instead of waiting for ever.
            _seen.Writer.TryComplete(e);
            _trainings.Writer.TryComplete(e);
            _models.Writer.TryComplete(e);
        }

        return Task.CompletedTask;
    }

    private void Receive(string topic, ReadOnlySpan<byte> payload)
    {
        if (topic == topics.Inspection(station))
        {
            var part = JsonSerializer.Deserialize(payload, MessageJson.Default.InspectionMessage)!.Part;
            var truth = SimPart.Describe(sim, SimPart.IndexOf(part.Origin)!.Value);
            book.AddJudged(part, truth.DefectClass is not null);
            _seen.Writer.TryWrite(part);
        }
        else if (topic == topics.Alert(station))
        {
            var alert = JsonSerializer.Deserialize(payload, MessageJson.Default.AlertMessage)!;
            book.AddAlert(alert.Id, Line(alert));
        }
        else if (topic == topics.Training(station))
        {
            var training = JsonSerializer.Deserialize(payload, MessageJson.Default.TrainingMessage)!;
            if (training.Outcome is not null)
            {
                _trainings.Writer.TryWrite(training);
            }
        }
        else if (topic == topics.Model(station))
        {
            _models.Writer.TryWrite(JsonSerializer.Deserialize(payload, MessageJson.Default.ModelMessage)!);
        }
    }

    private static string Line(AlertMessage alert) => alert switch
    {
        { Part: { } part } => $"{alert.At:HH:mm:ss} {part.PartId} {Words.Of(part.Verdict)} score {part.Scores!.Ng:0.0} {part.Scores.DefectClass}",
        { Fault: { Phase: FaultPhase.Begin } fault } => $"{alert.At:HH:mm:ss} not inspected: {fault.Detail}",
        { Fault: { } fault } => $"{alert.At:HH:mm:ss} inspecting again after {fault.Count} parts",
        _ => "",
    };
}
