using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Hosting;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>Another product on the same station: one step, remembered, told.</summary>
public class RecipeChangeTests
{
    [Fact]
    public async Task Recipe_OfAnotherProduct_IsInForceAfterTheServiceHasBegunAgain()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder("sim:disc", broker.Port);
        var large = new Recipe { Product = "large", InputSize = 256 };
        folder.SetSource("sim:disc", other: large);
        var anna = new Operator(broker.Port);
        await using (var line = await RunningLine.StartAsync(folder))
        {
            await line.PassAsync(1);
            var unknown = await anna.AskHeadAsync("recipe", new { recipe = "small" });
            unknown.ShouldBeRefused("unknown_recipe");
            unknown.GetProperty("detail").GetString()!.ShouldContain("large, part");
            (await anna.AskHeadAsync("recipe", new { recipe = "part" })).ShouldBeDone();
            line.Get<ServiceRestart>().IsWanted.ShouldBeFalse();

            (await anna.AskHeadAsync("recipe", new { recipe = "large", reason = "order 7" })).ShouldBeAccepted();

            line.Get<ServiceRestart>().IsWanted.ShouldBeTrue();
            await Eventually.TrueAsync(() => line.IsStopping, "the service stops by itself", line.Log.ToString);
            await line.StopAsync();
        }

        await using (var again = await RunningLine.StartAsync(folder))
        {
            again.Station.Recipe.ShouldBe(large);
            await again.PassAsync(1);
            await watcher.SeesAsync(m => m.Topic == LineFolder.Topic("run") && m.Payload.Contains("\"recipe\":\"large\",\"recipes\":[\"large\",\"part\"]", StringComparison.Ordinal), "the topic names the recipe");
            await again.StopAsync();
        }

        folder.ShouldConserveTriggers();
        folder.Query<string>("SELECT product FROM inspection ORDER BY trigger").ShouldBe(["part", "large"]);
        folder.Query<string>("SELECT product || ' ' || subject || ' ' || json FROM log WHERE kind = 'product'").ShouldBe(["large top {\"was\":\"part\",\"reason\":\"order 7\"}"]);
        folder.SetSource("sim:disc");
        await using (var without = await RunningLine.StartAsync(folder))
        {
            without.Station.Recipe.Product.ShouldBe(LineFolder.Product);
            without.Log.Of(1012).ShouldHaveSingleItem();
            await without.StopAsync();
        }
    }
}
