using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Tests.Line;

public class LabelMarksTests(SharedLine shared) : IClassFixture<SharedLine>
{
    [Fact]
    public async Task Label_WithMarks_IsStoredWithThemAsTheyWereSaid()
    {
        var command = new LabelCommand(Guid.NewGuid(), "top-1", "scratch", "anna", [new(10, 20.5, 30, 4), new(0, 0, 1, 1)]);

        var answer = await shared.Anna.AskAsync(LineFolder.Topic("cmd/label"), System.Text.Encoding.UTF8.GetString(CommandJson.Write(command)));

        answer.GetProperty("detail").GetString().ShouldBe("top-1 is 'scratch', marks: 2.");
        shared.Folder.Query<string>($"SELECT marks FROM label WHERE id = '{command.Id}'")
            .ShouldBe(["""[{"x":10,"y":20.5,"width":30,"height":4},{"x":0,"y":0,"width":1,"height":1}]"""]);
        shared.Folder.Query<string>("SELECT place FROM sample WHERE part_id = 'top-1'").ShouldHaveSingleItem().ShouldStartWith("""{"x":0,"y":0,"width":""");
        (await shared.Anna.AskLabelAsync("top-1", Label.Ok)).GetProperty("detail").GetString()!.ShouldStartWith("top-1 is 'ok' (was 'scratch' by anna, ");
    }
}
