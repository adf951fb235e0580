using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeTransfer.Commands;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>What the operators' page tells to type is typed, against a running line and a real mosquitto; its tables are those of the code.</summary>
public partial class EdgeExamplesTests(SharedLine shared) : IClassFixture<SharedLine>
{
    private static readonly string Edge = Path.Combine(Repository.Root, "deploy", "edge");
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Edge, "README.md"));

    [Fact]
    public async Task Examples_OfTheEdgePage_AreAnsweredByTheLine()
    {
        List<string> examples = [.. Examples()];
        examples.Count(e => e.StartsWith("mosquitto_pub", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(2);
        examples.Count(e => e.StartsWith("mosquitto_rr", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(8);
        Dictionary<string, string> said = new(StringComparer.Ordinal);
        foreach (var example in examples)
        {
            await using var shell = new ChildProcess("bash", ["-c", $"T={LineFolder.Topic("cmd/threshold")}\n{Here(example)}"]);
            (await shell.ExitAsync()).ShouldBe(0, $"{example}\n{string.Join('\n', shell.Lines)}");
            if (example.StartsWith("mosquitto_rr", StringComparison.Ordinal))
            {
                var answer = JsonDocument.Parse(shell.Lines.ShouldHaveSingleItem()).RootElement;
                said[answer.GetProperty("command").GetString()!] = answer.TryGetProperty("reason", out var reason) ? reason.GetString()! : answer.GetProperty("status").GetString()!;
            }
        }

        // on a line that nobody has taught
        said.ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["labels"] = "done", ["golden"] = "done", ["threshold"] = "not_taught", ["activate"] = "nothing_waits", ["rollback"] = "no_previous", ["pause"] = "done", ["resume"] = "done", ["trigger"] = "free_running", ["recipe"] = "unknown_recipe",
            },
            ignoreOrder: true);
        shared.Folder.Query<string>("SELECT part_id || ' ' || class FROM label WHERE part_id = 'top-2' ORDER BY seq").ShouldContain("top-2 ok", "the one by mosquitto_pub");
    }

    [Fact]
    public void EdgePage_Commands_AreThoseOfTheCode()
    {
        var router = shared.Line.Get<ICommandHandler>().ShouldBeOfType<CommandRouter>();

        File.ReadLines(Path.Combine(Edge, "mqtt", "README.md")).Select(line => CommandRow().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value).ShouldBe(router.Names, ignoreOrder: true);
    }

    [Fact]
    public void EdgePage_ReasonCodes_AreThoseOfTheCode()
    {
        var table = Page.SkipWhile(l => l != "| reason | because |").Skip(2).TakeWhile(l => l.StartsWith('|')).Select(l => l.Split('`')[1]).ToList();

        table.ShouldBe(Enum.GetValues<RefusalReason>().Select(Words.Of), ignoreOrder: true);
    }

    /// <summary>The calls of mosquitto's clients in the page's code blocks, each with the lines that it goes on over.</summary>
    private static IEnumerable<string> Examples()
    {
        var isCode = false;
        for (var i = 0; i < Page.Length; i++)
        {
            if (Page[i].StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
            }
            else if (isCode && (Page[i].StartsWith("mosquitto_pub ", StringComparison.Ordinal) || Page[i].StartsWith("mosquitto_rr ", StringComparison.Ordinal)))
            {
                var example = Page[i];
                while (example.EndsWith('\\'))
                {
                    example = example[..^1] + Page[++i];
                }

                yield return example;
            }
        }
    }

    /// <summary>Broker, device and parts of this test in place of the page's.</summary>
    private string Here(string example)
    {
        example.ShouldContain("-h 127.0.0.1 -u operator -P \"$P\"");
        return example
            .Replace("-h 127.0.0.1 -u operator -P \"$P\"", $"-h 127.0.0.1 -p {shared.Port}" + (example.StartsWith("mosquitto_rr", StringComparison.Ordinal) ? " -W 60" : ""), StringComparison.Ordinal)
            .Replace("edgetransfer/site/edge/disc-top", $"{LineFolder.Root}/{LineFolder.Station}", StringComparison.Ordinal)
            .Replace("disc-top-12", "top-2", StringComparison.Ordinal)
            .Replace("disc-top-13", "top-3", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| `…/<station>/cmd/([a-z-]+)` \|")]
    private static partial Regex CommandRow();
}
