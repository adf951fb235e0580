using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeTransfer.Core.Messages;
using Json.Schema;

namespace EdgeTransfer.Tests.Contract;

/// <summary>The schemas are schemas, and refuse what breaks the contract.</summary>
public class ContractSchemasTests
{
    private static readonly MessageWriter Messages = new(TimeProvider.System, () => default);

    [Fact]
    public void Schemas_AllOfThem_AreOfDraft202012()
    {
        ContractSchemas.Files.ShouldNotBeEmpty();
        foreach (var file in ContractSchemas.Files)
        {
            using var schema = JsonDocument.Parse(File.ReadAllText(file));
            MetaSchemas.Draft202012.Evaluate(schema.RootElement).IsValid.ShouldBeTrue(file);
        }
    }

    [Fact]
    public void Errors_MessageOfTheCode_AreNone() => ContractSchemas.Errors("state", State().ToJsonString()).ShouldBeEmpty();

    [Theory]
    [InlineData("id")]
    [InlineData("bootId")]
    [InlineData("seq")]
    [InlineData("at")]
    [InlineData("clock")]
    [InlineData("schema")]
    [InlineData("state")]
    public void Errors_FieldMissingOrOfAnotherKind_AreTold(string field)
    {
        var state = State();
        state[field] = new JsonArray();
        ContractSchemas.Errors("state", state.ToJsonString()).ShouldContain(field);
        state.Remove(field);
        ContractSchemas.Errors("state", state.ToJsonString()).ShouldContain(field);
    }

    [Fact]
    public void Errors_FieldThatTheSchemaLacks_AreTold()
    {
        var state = State();
        state["surplus"] = 1;

        ContractSchemas.Errors("state", state.ToJsonString()).ShouldContain("surplus");
    }

    [Theory]
    [InlineData("""{"id":"01980000-0000-7000-8000-000000000001","partId":"top-1","label":"ok","by":"anna"}""", true)]
    [InlineData("""{"id":"01980000-0000-7000-8000-000000000001","partId":"top-1","label":"ok"}""", false)]
    [InlineData("""{"id":"1","partId":"top-1","label":"ok","by":"anna"}""", false)]
    [InlineData("""{"id":"01980000-0000-7000-8000-000000000001","partId":"top-1","label":"ok","by":"anna","surplus":1}""", false)]
    public void Errors_LabelCommand_AreThoseOfTheParser(string payload, bool taken)
    {
        var parsed = Should.NotThrow(() => Parses(payload));

        (ContractSchemas.Errors("cmd-label", payload).Length == 0, parsed).ShouldBe((taken, taken));
    }

    private static bool Parses(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, CommandJson.Default.LabelCommand) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonObject State() => JsonNode.Parse(Messages.Write("state", StateMessage.There([new(StateCodes.NotTaught, "top")])))!.AsObject();
}
