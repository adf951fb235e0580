using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Core.Messages.Contract;

/// <summary>The contract's files are what the code sends and takes. To write them anew: EDGETRANSFER_UPDATE_CONTRACT=1 ./test EdgeTransfer.Core.Tests</summary>
public class ContractTests
{
    private const string Update = "EDGETRANSFER_UPDATE_CONTRACT";

    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "edge", "mqtt");
    private static readonly string Schemas = Path.Combine(Folder, "schemas");
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private static readonly List<string> Names = [.. ContractTopics.All.Where(t => !t.IsPicture).Select(t => t.Name)];

    public static TheoryData<string> WithSchemas => [.. Names];

    [Theory]
    [MemberData(nameof(WithSchemas))]
    public void Schema_OfEachPayload_IsThatOfTheCode(string name) =>
        ShouldBe(Path.Combine(Schemas, name + ".json"), SchemaWriter.Write(ContractTopics.All.Single(t => t.Name == name)));

    [Fact]
    public void AsyncApi_ChannelsAndMessages_AreThoseOfTheCode() => ShouldBe(Path.Combine(Folder, "asyncapi.json"), AsyncApiWriter.Write(ContractTopics.All));

    [Fact]
    public void Schemas_InTheFolder_AreOnePerPayload() =>
        Directory.GetFiles(Schemas).Select(f => Path.GetFileNameWithoutExtension(f)!).ShouldBe(Names, ignoreOrder: true);

    [Fact]
    public void Topics_EveryOneOfThem_StandsInTheContract()
    {
        var topics = new Topics("a-site", "a-device");
        var members = typeof(Topics).GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        List<string> code =
        [
            .. members.OfType<PropertyInfo>().Where(p => p.Name is not (nameof(Topics.Root) or nameof(Topics.Commands))).Select(p => (string)p.GetValue(topics)!),
            .. members.OfType<MethodInfo>().Where(m => m.ReturnType == typeof(string) && !m.IsSpecialName).Select(m => (string)m.Invoke(topics, ["a-station"])!),
        ];

        Written(t => t.Sent && t.Address is not null).ShouldBe(code, ignoreOrder: true);
        foreach (var topic in Written(t => !t.Sent))
        {
            topics.Parse(topic).ShouldNotBeNull().Station.ShouldBe("a-station");
        }
    }

    [Fact]
    public void Payloads_ThatTheCodeReadsOrSends_StandInTheContract()
    {
        Serialised(typeof(CommandJson)).ShouldBe(ContractTopics.All.Where(t => !t.Sent).Select(t => t.Type), ignoreOrder: true);
        Serialised(typeof(MessageJson)).Where(t => t.IsSubclassOf(typeof(Message))).ShouldBe(ContractTopics.All.Where(t => t.Sent).Select(t => t.Type), ignoreOrder: true);
    }

    [Fact]
    public void Messages_OfEveryKind_NameTheirSchemaByTheirTopic()
    {
        foreach (var topic in ContractTopics.All.Where(t => t.Sent))
        {
            topic.Type.GetField("CurrentSchema")!.GetRawConstantValue().ShouldBe($"edgetransfer/{topic.Name}/1");
        }
    }

    private static IEnumerable<string> Written(Func<ContractTopic, bool> which) => ContractTopics.All.Where(which).Select(t => t.Address!
        .Replace("{site}", "a-site", StringComparison.Ordinal).Replace("{device}", "a-device", StringComparison.Ordinal).Replace("{station}", "a-station", StringComparison.Ordinal));

    private static IEnumerable<Type> Serialised(Type context) =>
        context.GetCustomAttributesData().Where(a => a.AttributeType == typeof(JsonSerializableAttribute)).Select(a => (Type)a.ConstructorArguments[0].Value!);

    private static void ShouldBe(string path, JsonObject document)
    {
        var text = document.ToJsonString(Pretty) + "\n";
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        File.ReadAllText(path).ShouldBe(text, $"Look at the difference, then: {Update}=1 ./test EdgeTransfer.Core.Tests");
    }
}
