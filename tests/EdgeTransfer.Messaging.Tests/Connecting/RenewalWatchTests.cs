namespace EdgeTransfer.Messaging.Connecting;

public class RenewalWatchTests
{
    [Theory]
    [InlineData("aaaa", "....")] // nothing changed
    [InlineData("abbb", "..x.")] // settled at the second look, told once
    [InlineData("abcc", "...x")] // half a pair is passed over
    [InlineData("abba", "..x.")]
    [InlineData("abbaa", "..x..")] // back to what is in use
    [InlineData("abbaabb", "..x...x")] // and there once more
    public void Observe_Looks_RenewsOnceSettled(string looks, string renews)
    {
        var watch = new RenewalWatch("a");

        string.Concat(looks.Select(l => watch.Observe($"{l}") ? 'x' : '.')).ShouldBe(renews);
    }
}
