namespace EdgeTransfer.Tests.Line;

/// <summary>What nobody should send: each gets an answer with a reason, and the line goes on.</summary>
public class BadCommandTests(SharedLine shared) : IClassFixture<SharedLine>
{
    private const string Id = "\"id\":\"0198f3a0-0000-7000-8000-000000000001\"";

    [Theory]
    [InlineData("top/cmd/label", "{" + Id + ",\"partId\":\"top-99999\",\"label\":\"ok\",\"by\":\"anna\"}", "unknown_part", "top-99999")]
    [InlineData("top/cmd/label", "{" + Id + ",\"partId\":\"top-1\",\"label\":\"ok\",\"by\":\"\"}", "malformed", "'by'")]
    [InlineData("top/cmd/label", "{" + Id + ",\"partId\":\"top-1\",\"label\":\"9/11\",\"by\":\"anna\"}", "malformed", "9/11")]
    [InlineData("top/cmd/label", "{" + Id + ",\"partId\":\"top-1\",\"label\":\"ok\",\"by\":\"anna\",\"verdict\":\"OK\"}", "malformed", "verdict")]
    [InlineData("top/cmd/label", "{" + Id + ",\"partId\":\"top-1\",\"label\":", "malformed", "JSON")]
    [InlineData("top/cmd/label", "{" + Id + ",\"partId\":\"top-1\",\"label\":\"ok\",\"by\":\"device\"}", "malformed", "'device'")]
    [InlineData("top/cmd/label", "{" + Id + ",\"partId\":\"top-1\",\"label\":\"ok\",\"by\":\"anna\",\"role\":\"\"}", "malformed", "'role'")]
    [InlineData("top/cmd/label", "{" + Id + ",\"partId\":\"top-1\",\"label\":\"ok\",\"by\":\"anna\",\"reason\":\"\\u001b[2J\"}", "malformed", "'reason'")]
    [InlineData("top/cmd/review", "{" + Id + ",\"by\":\"anna\",\"limit\":1000}", "malformed", "'limit'")]
    [InlineData("top/cmd/label", "null", "malformed", "null")]
    [InlineData("top/cmd/label", "{" + Id + ",\"partId\":\"top-1\",\"label\":\"scratch\",\"by\":\"anna\",\"marks\":[{\"x\":0,\"y\":0,\"width\":1,\"height\":100000}]}", "malformed", "Mark 1")]
    [InlineData("top/cmd/label", "{" + Id + ",\"partId\":\"top-1\",\"label\":\"ok\",\"by\":\"anna\",\"marks\":[{\"x\":0,\"y\":0,\"width\":1,\"height\":1}]}", "malformed", "no defect to mark")]
    [InlineData("top/cmd/label", "{" + Id + ",\"partId\":\"top-1\",\"label\":\"scratch\",\"by\":\"anna\",\"marks\":[[0,0,1,1]]}", "malformed", "marks")]
    [InlineData("top/cmd/train", "{\"id\":\"no id\",\"by\":\"anna\"}", "malformed", "id")]
    [InlineData("top/cmd/threshold", "{" + Id + ",\"by\":\"anna\",\"unsureFrom\":1,\"ngFrom\":2}", "not_taught", "label and train")]
    [InlineData("top/cmd/threshold", "{" + Id + ",\"by\":\"anna\",\"unsureFrom\":2,\"ngFrom\":1}", "malformed", "not above")]
    [InlineData("top/cmd/threshold", "{" + Id + ",\"by\":\"anna\",\"unsureFrom\":1,\"ngFrom\":1e999}", "malformed", "finite")]
    [InlineData("top/cmd/threshold", "{" + Id + ",\"by\":\"anna\",\"maxEscapeRate\":0}", "malformed", "maxEscapeRate")]
    [InlineData("top/cmd/threshold", "{" + Id + ",\"by\":\"\",\"unsureFrom\":1,\"ngFrom\":2}", "malformed", "'by'")]
    [InlineData("top/cmd/threshold", "{" + Id + ",\"by\":\"anna\",\"unsureFrom\":1,\"ngFrom\":2,\"force\":true}", "malformed", "force")]
    [InlineData("top/cmd/threshold", "{" + Id + ",\"by\":\"anna\"}", "malformed", "maxFalseRejectRate")]
    [InlineData("top/cmd/explode", "{}", "unknown_command", "label, labels, train, cancel-training, threshold, review, golden")]
    [InlineData("top/cmd/cancel-training", "{" + Id + ",\"by\":\"anna\"}", "no_training", "top")]
    [InlineData("bottom/cmd/train", "{}", "unknown_station", "It has: top")]
    public async Task Command_ThatIsWrong_IsRefusedWithItsReason(string topic, string payload, string reason, string said)
    {
        var answer = await shared.Anna.AskAsync($"{LineFolder.Root}/{topic}", payload.Replace(Id, $"\"id\":\"{Guid.NewGuid()}\"", StringComparison.Ordinal));
        answer.GetProperty("status").GetString().ShouldBe("refused");
        answer.GetProperty("reason").GetString().ShouldBe(reason);
        answer.GetProperty("detail").GetString()!.ShouldContain(said);
        answer.TryGetProperty("path", out _).ShouldBe(reason == "malformed");
        await ShouldGoOnAsync();
    }

    [Fact]
    public async Task Train_WithTooFewLabels_SaysWhatToDo()
    {
        (await shared.Anna.AskLabelAsync("top-1", "ok")).GetProperty("status").GetString().ShouldBe("done");
        (await shared.Anna.AskTrainAsync()).GetProperty("status").GetString().ShouldBe("accepted");
        var training = await shared.Watcher.TrainingAsync(1);
        training.Outcome.ShouldBe("failed");
        training.Detail.ShouldContain("label more parts 'ok'");
        training.Head.ShouldBeNull();
        await ShouldGoOnAsync();
    }

    private async Task ShouldGoOnAsync()
    {
        await shared.Line.PassAsync(1);
        shared.Folder.ShouldConserveTriggers()[^1].Reason.ShouldBe("not_taught");
    }
}
