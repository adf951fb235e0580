namespace EdgeTransfer.Core.Messages;

public class SafeTextTests
{
    [Theory]
    [InlineData("Größe 5 µm", 20, "Größe 5 µm")]
    [InlineData("a\u001b[2Jb\r\n\u202ec\u2028d", 20, "a?[2Jb???c?d")]
    [InlineData("abcdefghijkl", 10, "abcdefghij…")]
    [InlineData("abcdefghi😀", 10, "abcdefghi…")]
    public void Of_Text_IsPrintableAndBounded(string text, int most, string expected) => SafeText.Of(text, most).ShouldBe(expected);

    [Fact]
    public void Of_HalfACharacter_IsAQuestionMark() => SafeText.Of("a" + (char)0xD800 + "b", 10).ShouldBe("a?b");
}
