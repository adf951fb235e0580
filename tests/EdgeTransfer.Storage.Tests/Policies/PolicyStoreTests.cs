using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Policies;

public sealed class PolicyStoreTests : IDisposable
{
    private readonly Device _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task LatestAsync_BySecondObject_GivesTheLastOfTheHead()
    {
        var store = new PolicyStore(_device.Database);
        var last = Policy("gear", "v3", "h1");
        foreach (var policy in new[] { Policy("gear", "v9", "h1"), last, Policy("gear", "v4", "h2"), Policy("other", "v5", "h1") })
        {
            await store.AppendAsync(policy);
        }

        _device.Restart();
        store = new PolicyStore(_device.Database);

        (await store.LatestAsync("gear", "h1")).ShouldBe(last);
        (await store.LatestAsync("gear", "h2"))!.Version.ShouldBe("v4");
        (await store.LatestAsync("gear", "h3")).ShouldBeNull();
        (await store.CountAsync("gear", "h1")).ShouldBe(2);
        (await store.CountAsync("gear", "h3")).ShouldBe(0);
    }

    [Theory]
    [InlineData("UPDATE policy SET json = '{}'")]
    [InlineData("DELETE FROM policy")]
    public async Task Database_PolicyChangedOrDeleted_Refuses(string sql)
    {
        await new PolicyStore(_device.Database).AppendAsync(Policy("gear", "v1", "h1"));

        Should.Throw<SqliteException>(() => _device.Execute(sql)).Message.ShouldContain("policies are append-only");

        (await new PolicyStore(_device.Database).LatestAsync("gear", "h1")).ShouldBe(Policy("gear", "v1", "h1"));
    }

    [Fact]
    public async Task AppendAsync_PolicyThatAPersonLaid_IsToldInTheLogAndOneOfATrainingIsNot()
    {
        var store = new PolicyStore(_device.Database);
        await store.AppendAsync(Policy("gear", "v1", "h1"));
        await store.AppendAsync(Policy("gear", "v2", "h1") with { MovedFrom = "v1" });

        var row = new Audit.AuditLog(_device.Database).Read(new()).ShouldHaveSingleItem();

        (row.Kind, row.Product, row.Subject, row.Name, row.Json).ShouldBe(("threshold", "gear", "v2", "ann", """{"was":"v1","policy":{"ngFrom":2}}"""));
        (await store.LatestAsync("gear", "h1")).ShouldBe(Policy("gear", "v2", "h1"));
    }

    private static PolicyRow Policy(string product, string version, string head) => new(product, version, head, """{"ngFrom":2}""", "ann", Some.Start);
}
