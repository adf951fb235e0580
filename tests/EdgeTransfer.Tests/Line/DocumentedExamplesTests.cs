using System.Text.Json;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Contract;

namespace EdgeTransfer.Tests.Line;

/// <summary>What the page for consumers shows can be typed, and is understood.</summary>
public class DocumentedExamplesTests(SharedLine shared) : IClassFixture<SharedLine>
{
    private const int Interrupted = 124; // of timeout(1)

    private static readonly string[] Block = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "edge", "mqtt", "README.md"))
        .Split("## Examples")[1].Split("```")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static TheoryData<string> Commands => [.. Block.Where(l => l.StartsWith("$R ", StringComparison.Ordinal))];

    public static TheoryData<string> Subscriptions => [.. Block.Where(l => l.StartsWith("mosquitto_sub ", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_OfThePage_IsAnsweredAndWellFormed(string line)
    {
        await using var run = Run(line);

        (await run.ExitAsync()).ShouldBe(0, string.Join('\n', run.Lines));
        var answer = run.Lines.ShouldHaveSingleItem();
        ContractSchemas.Errors("reply", answer).ShouldBeEmpty();
        var reply = JsonDocument.Parse(answer).RootElement;
        (reply.TryGetProperty("reason", out var reason) ? reason.GetString() : null).ShouldNotBeOneOf("malformed", "unknown_command", "unknown_station", "fault");
    }

    [Theory]
    [MemberData(nameof(Subscriptions))]
    public async Task Subscription_OfThePage_ListensAndShowsWhatIsRetained(string line)
    {
        await using var run = Run(line);

        (await run.ExitAsync()).ShouldBe(Interrupted, string.Join('\n', run.Lines));
        foreach (var retained in new[] { "state", "log", "model", "stats", "samples" }.Where(t => line.Contains($"/{t}\"", StringComparison.Ordinal)))
        {
            run.Lines.ShouldContain(l => l.Split(' ', 2)[0].EndsWith("/" + retained, StringComparison.Ordinal));
        }
    }

    private ChildProcess Run(string line)
    {
        var prelude = Block.Where(l => l.Split('=')[0].Length == 1 || l.StartsWith("id() ", StringComparison.Ordinal)).Select(l => l[0] switch
        {
            'D' => $"D={LineFolder.Root}",
            'S' => $"S=$D/{LineFolder.Station}",
            _ => l.Replace("-p 1883", $"-p {shared.Port}", StringComparison.Ordinal),
        });
        string[] script = ["cd \"$(mktemp -d)\"", "mosquitto_sub() { timeout 3 /usr/bin/mosquitto_sub \"$@\"; }", .. prelude, line];
        return new("bash", ["-c", string.Join('\n', script)]);
    }
}
