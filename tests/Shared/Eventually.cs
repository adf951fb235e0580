namespace EdgeTransfer.Testing;

/// <summary>Waits on conditions, with a time-out so generous that the machine's speed does not matter.</summary>
public static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    /// <summary>Until it holds; fails with <paramref name="what"/> and the state at the end.</summary>
    public static async Task TrueAsync(Func<bool> holds, string what, Func<string>? state = null)
    {
        ArgumentNullException.ThrowIfNull(holds);
        var began = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Bound)
            {
                Assert.Fail($"Not within {Bound.TotalSeconds} s: {what}.{Environment.NewLine}{state?.Invoke()}");
            }

            await Task.Delay(15, TestContext.Current.CancellationToken);
        }
    }
}
