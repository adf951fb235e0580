using EdgeTransfer.Testing;

namespace EdgeTransfer.Core.Messages.Contract;

/// <summary>The page for consumers names every topic, field and code of the contract, and no other.</summary>
public class DocumentedTopicsTests
{
    private static readonly List<string[]> Rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "deploy", "edge", "mqtt", "README.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Fact]
    public void Readme_Topics_AreThoseOfTheContract() => Rows.Where(r => r[1].StartsWith("`…/", StringComparison.Ordinal)).Select(r => (r[1], r[2], Delivery(r[3])))
        .ShouldBe(ContractTopics.All.Where(t => t.Address is not null).Select(t => (Written(t), t.Sent ? "out" : "in", $"QoS {t.Qos}{(t.Retained ? ", retained" : "")}")), ignoreOrder: true);

    [Fact]
    public void Readme_CodesOfADegradedDevice_AreThoseOfTheCode() =>
        Rows.Where(r => r.Length == 4 && r[1].Contains('_', StringComparison.Ordinal)).Select(r => r[1].Trim('`')).ShouldBe(StateCodes.All, ignoreOrder: true);

    [Fact]
    public void Readme_FieldsOfTheEnvelope_AreThoseOfTheCode()
    {
        var fields = typeof(Message).GetProperties().Where(p => p.Name != "EqualityContract").Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]);

        Rows.Where(r => r.Length == 4 && !r[1].Contains('_', StringComparison.Ordinal)).SelectMany(r => r[1].Split(", ")).Select(f => f.Trim('`')).ShouldBe(fields, ignoreOrder: true);
    }

    private static string Written(ContractTopic topic) => $"`{topic.Address!.Replace("edgetransfer/{site}/{device}", "…", StringComparison.Ordinal).Replace("{station}", "<station>", StringComparison.Ordinal)}`";

    private static string Delivery(string cell) => cell.Replace(", stored until acknowledged", "", StringComparison.Ordinal);
}
