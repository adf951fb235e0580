using System.Text.Json;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>An operator with mosquitto's own clients, who knows nothing but the topics.</summary>
internal sealed class Operator(int port, string name = "anna")
{
    private int _asked;

    /// <summary>Says what a part is, without waiting for the answer.</summary>
    public async Task LabelAsync(string partId, string label)
    {
        await using var client = new ChildProcess("mosquitto_pub", ["-V", "5", "-q", "1", "-p", $"{port}", "-t", LineFolder.Topic("cmd/label"), "-m", Label(partId, label)]);
        (await client.ExitAsync()).ShouldBe(0, string.Join('\n', client.Lines));
    }

    /// <summary>Says what a part is; the answer.</summary>
    public Task<JsonElement> AskLabelAsync(string partId, string label) => AskAsync(LineFolder.Topic("cmd/label"), Label(partId, label));

    /// <summary>Labels them all; the last with an answer, so that all have been taken when it has come.</summary>
    public async Task LabelAllAsync(IReadOnlyList<(string PartId, string Label)> labels)
    {
        foreach (var (partId, label) in labels.SkipLast(1))
        {
            await LabelAsync(partId, label);
        }

        (await AskLabelAsync(labels[^1].PartId, labels[^1].Label)).GetProperty("status").GetString().ShouldBe("done");
    }

    /// <summary>Asks for a training; the answer.</summary>
    public Task<JsonElement> AskTrainAsync() => AskAsync(LineFolder.Topic("cmd/train"), Json(new TrainCommand(Guid.NewGuid(), name)));

    /// <summary>Ends the training; the answer.</summary>
    public Task<JsonElement> AskCancelAsync(string by = "bob") => AskAsync(LineFolder.Topic("cmd/cancel-training"), Json(new CancelTrainingCommand(Guid.NewGuid(), by)));

    /// <summary>Asks for other bands; the answer.</summary>
    public Task<JsonElement> AskThresholdAsync(ThresholdCommand command) => AskAsync(LineFolder.Topic("cmd/threshold"), Json(command));

    /// <summary>Approves the head of a training: the parts of a test are too few for the gate to tell by itself.</summary>
    public async Task ApproveAsync(TrainingMessage training)
    {
        training.Outcome.ShouldBe("waiting", training.Detail);
        (await AskHeadAsync("activate", new { head = training.Head })).ShouldBeDone();
    }

    /// <summary>Decides about heads, with the fields of the command beside <c>id</c> and <c>by</c>; the answer.</summary>
    public Task<JsonElement> AskHeadAsync(string command, object fields, Guid? id = null)
    {
        var payload = JsonSerializer.SerializeToNode(fields)!.AsObject();
        payload["id"] = id ?? Guid.NewGuid();
        payload["by"] = name;
        return AskAsync(LineFolder.Topic("cmd/" + command), payload.ToJsonString());
    }

    /// <summary>Sends a request with correlation data of its own and waits for the answer that carries it.</summary>
    public async Task<JsonElement> AskAsync(string topic, string payload)
    {
        var correlation = $"question-{Interlocked.Increment(ref _asked)}";
        await using var client = new ChildProcess(
            "mosquitto_rr",
            ["-V", "5", "-q", "1", "-p", $"{port}", "-t", topic, "-e", $"answers/{Guid.NewGuid():n}", "-D", "publish", "correlation-data", correlation, "-F", "%D %p", "-W", "60", "-m", payload]);
        (await client.ExitAsync()).ShouldBe(0, string.Join('\n', client.Lines));
        var answer = client.Lines.ShouldHaveSingleItem();
        answer.ShouldStartWith(correlation + " ");
        return JsonDocument.Parse(answer[(correlation.Length + 1)..]).RootElement;
    }

    private string Label(string partId, string label) => Json(new LabelCommand(Guid.NewGuid(), partId, label, name));

    private static string Json<T>(T command) => System.Text.Encoding.UTF8.GetString(CommandJson.Write(command));
}
