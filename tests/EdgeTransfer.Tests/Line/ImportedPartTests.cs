using EdgeTransfer.Exchange;
using EdgeTransfer.Exchange.Heads;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Evaluating;
using EdgeTransfer.Tests.Exchange;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Line;

/// <summary>Parts that came by <c>dataset import</c>, labelled by the operators of the device that took them in.</summary>
public class ImportedPartTests
{
    [Fact]
    public async Task Label_PartThatCameByAnImport_IsTakenWithNothingThatHadJudged()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var folder = new LineFolder("sim:disc", broker.Port);
        await ImportAsync(folder, LineFolder.Product, "came");
        await ImportAsync(folder, "other", "else");
        var anna = new Operator(broker.Port);
        await using var line = await RunningLine.StartAsync(folder);

        (await anna.AskLabelAsync("came-1", "pit")).GetProperty("detail").GetString()!.ShouldStartWith("came-1 is 'pit' (was 'crack' by bert, ");

        folder.Query<string>("SELECT class || ' ' || judged || ' ' || COALESCE(judged_by, 'nobody') FROM label WHERE part_id = 'came-1' ORDER BY seq")
            .ShouldBe(["crack NOT_INSPECTED nobody", "pit NOT_INSPECTED nobody"]);
        (await anna.AskLabelAsync("else-1", "pit")).ShouldBeRefused("unknown_part");
        (await anna.AskLabelAsync("came-2", "pit")).ShouldBeRefused("unknown_part");
        await line.StopAsync();
    }

    private static async Task ImportAsync(LineFolder folder, string product, string prefix)
    {
        var set = folder.NewFolder($"set-{prefix}");
        Directory.CreateDirectory(Path.Combine(set, "test", "crack"));
        await File.WriteAllBytesAsync(Path.Combine(set, "test", "crack", "1.png"), ExchangeDevice.Image(product.Length, 64, 64));
        using var device = DeviceFolder.Take(folder.Data);
        var heads = new HeadImport(device.Database, device.Path, HeadTrust.None, new Dictionary<string, string>(), TimeProvider.System);
        (await new DatasetImporter(device.Database, device.Path, heads, new(), TimeProvider.System)
            .ImportAsync(new(product, set, DatasetFormat.Mvtec, "bert", prefix + "-", false, false), new Quiet(), default)).OrShow();
    }
}
