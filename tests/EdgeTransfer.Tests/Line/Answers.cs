using System.Text.Json;

namespace EdgeTransfer.Tests.Line;

/// <summary>What an operator is told.</summary>
internal static class Answers
{
    public static void ShouldBeAccepted(this JsonElement answer) => answer.GetProperty("status").GetString().ShouldBe("accepted", $"{answer}");

    public static void ShouldBeDone(this JsonElement answer) => answer.GetProperty("status").GetString().ShouldBe("done", $"{answer}");

    public static void ShouldBeRefused(this JsonElement answer, string reason) => (answer.GetProperty("status").GetString(), answer.GetProperty("reason").GetString()).ShouldBe(("refused", reason), $"{answer}");
}
