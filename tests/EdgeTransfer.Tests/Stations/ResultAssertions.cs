using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Tests.Stations;

internal static class ResultAssertions
{
    /// <summary>The value; fails with the refusal's words.</summary>
    public static T OrShow<T>(this Result<T> result)
    {
        result.IsOk.ShouldBeTrue(result.Refusal?.Message);
        return result.Value!;
    }
}
