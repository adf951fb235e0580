using System.Text;

namespace EdgeTransfer.Core.Messages;

public class CommandReaderTests
{
    private const string Common = "\"id\":\"01980000-0000-7000-8000-000000000001\",\"by\":\"anna\"";

    [Theory]
    [InlineData("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\",\"extra\":1}", "$.extra", "unknown")]
    [InlineData("{" + Common + ",\"partId\":7,\"label\":\"ok\"}", "$.partId", "kind")]
    [InlineData("{" + Common + ",\"partId\":\"p\"}", "$", "Missing: 'label'")]
    [InlineData("{" + Common + ",\"partId\":null,\"label\":\"ok\"}", "$.partId", "null")]
    [InlineData("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\",\"label\":\"ok\"}", "$.label", "twice")]
    [InlineData("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\"} x", "$", "No JSON")]
    [InlineData("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\",\"marks\":[{\"x\":1,\"y\":1,\"width\":1e999,\"height\":1}]}", "$.marks", "too large")]
    [InlineData("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\",\"marks\":[{\"x\":1,\"y\":1,\"width\":\"1\",\"height\":1}]}", "$.marks[0].width", "kind")]
    [InlineData("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\",\"marks\":[[[[[[[[[1]]]]]]]]]}", "$.marks[0]", "kind")]
    [InlineData("{" + Common + ",\"partId\":\"p\",\"label\":\"9/11\"}", "$.label", "cannot be a class")]
    [InlineData("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\",\"role\":\"\"}", "$.role", "1 to 64")]
    [InlineData("{" + Common + ",\"partId\":\"\\u0000\",\"label\":\"ok\"}", "$.partId", "control")]
    [InlineData("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\",\"expires\":\"2026-01-01T00:00:00\"}", "$.expires", "UTC")]
    [InlineData("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\",\"expires\":\"2026-01-01T00:00:00+02:00\"}", "$.expires", "UTC")]
    [InlineData("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\",\"expires\":\"2026-13-01T00:00:00Z\"}", "$.expires", "kind")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000000\",\"by\":\"anna\",\"partId\":\"p\",\"label\":\"ok\"}", "$.id", "empty UUID")]
    [InlineData("{\"id\":\"01980000-0000-7000-8000-000000000001\",\"by\":\"device\",\"partId\":\"p\",\"label\":\"ok\"}", "$.by", "'device'")]
    [InlineData("{\"id\":\"{01980000-0000-7000-8000-000000000001}\",\"by\":\"anna\",\"partId\":\"p\",\"label\":\"ok\"}", "$.id", "kind")]
    [InlineData("null", "$", "null")]
    [InlineData("", "$", "No JSON")]
    [InlineData("[]", "$", "kind")]
    public void Read_WhatBreaksTheContract_TellsWhereAndWhat(string json, string path, string text)
    {
        var (command, error) = Read(Encoding.UTF8.GetBytes(json));

        command.ShouldBeNull();
        (error!.Path, error.Text).ShouldSatisfyAllConditions(e => e.Path.ShouldBe(path), e => e.Text.ShouldContain(text));
        error.Text.ShouldNotContain("EdgeTransfer.", customMessage: "the names of our types are none of the sender's business");
        error.Text.ShouldNotContain("System.");
    }

    [Fact]
    public void Read_DeepNesting_IsRefused()
    {
        var (_, error) = Read(Encoding.UTF8.GetBytes("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\",\"extra\":" + new string('[', 100_000) + "}"));

        error.ShouldNotBeNull();
    }

    [Fact]
    public void Read_HostileFieldName_IsToldShortAndPrintable()
    {
        var (_, error) = Read(Encoding.UTF8.GetBytes("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\",\"\u202e\\u001b[2J" + new string('x', 100_000) + "\":1}"));

        error!.Path.Length.ShouldBeLessThan(250);
        error.Path.ShouldNotContain('\u202e');
        error.Path.ShouldNotContain('\u001b');
    }

    [Fact]
    public void Read_InvalidUtf8_IsRefused()
    {
        var json = Encoding.UTF8.GetBytes("{" + Common + ",\"partId\":\"p_\",\"label\":\"ok\"}");
        json[Array.IndexOf(json, (byte)'_')] = 0xFF;

        Read(json).Error!.Text.ShouldContain("UTF-8");
        Read(Encoding.UTF8.GetBytes("{" + Common + ",\"partId\":\"\\ud800\",\"label\":\"ok\"}")).Error.ShouldNotBeNull();
    }

    [Fact]
    public void Read_VerdictAsNumber_IsRefused() => CommandReader.Read(
        Encoding.UTF8.GetBytes("{" + Common + ",\"partId\":\"p\",\"verdict\":1}"), CommandJson.Default.GoldenCommand).Error!.Path.ShouldBe("$.verdict");

    [Fact]
    public void Read_NameOfWhatIsNoField_IsUnknown() => CommandReader.Read(
        Encoding.UTF8.GetBytes("{" + Common + ",\"onlyAsks\":true}"), CommandJson.Default.ReviewCommand).Error!.Path.ShouldBe("$.onlyAsks");

    [Fact]
    public void Read_ManyLabelsWithANullOne_TellsWhich() => CommandReader.Read(
        Encoding.UTF8.GetBytes("{" + Common + ",\"labels\":[{\"partId\":\"a\",\"label\":\"ok\"},null]}"), CommandJson.Default.LabelsCommand).Error!.Path.ShouldBe("$.labels[1]");

    [Fact]
    public void Digest_OfTheSameInOtherSpelling_IsTheSame()
    {
        var one = Digest("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\"}");

        Digest("{ \"label\":\"o\\u006b\", \"partId\":\"p\"," + Common + "}").ShouldBe(one);
        Digest("{" + Common + ",\"partId\":\"p\",\"label\":\"crack\"}").ShouldNotBe(one);
        Digest("{" + Common + ",\"partId\":\"p\",\"label\":\"ok\"}", "bottom").ShouldNotBe(one);
    }

    private static (LabelCommand? Command, PayloadError? Error) Read(byte[] json) => CommandReader.Read(json, CommandJson.Default.LabelCommand);

    private static string Digest(string json, string station = "top") =>
        CommandReader.Digest(station, "label", Read(Encoding.UTF8.GetBytes(json)).Command.ShouldNotBeNull(), CommandJson.Default.LabelCommand);
}
