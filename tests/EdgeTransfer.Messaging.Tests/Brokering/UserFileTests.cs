using EdgeTransfer.Testing;

namespace EdgeTransfer.Messaging.Brokering;

public class UserFileTests
{
    [Fact]
    public async Task Fits_HashesOfMosquittoPasswd_OnlyTheRightPassword()
    {
        var users = Read(await Mosquitto.PasswordLineAsync("anna", "pässword $:") + "\n# a comment\n" + await Mosquitto.PasswordLineAsync("bert", "b")).Value.ShouldNotBeNull();

        users.Users.ShouldBe(["anna", "bert"], ignoreOrder: true);
        users.Fits("anna", "pässword $:"u8).ShouldBeTrue();
        users.Fits("anna", "pässword $"u8).ShouldBeFalse();
        users.Fits("anna", "b"u8).ShouldBeFalse();
        users.Fits("anna", []).ShouldBeFalse();
        users.Fits("carl", "b"u8).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "names no user")]
    [InlineData("anna", "line 1")]
    [InlineData("anna:secret", "line 1")]
    [InlineData("\nanna:$6$c2FsdHNhbHQ=$aGFzaA==", "line 2")]
    [InlineData("anna:$7$101$c2FsdHNhbHQ=$aGFzaA==", "line 1")]
    [InlineData("anna:$7$2000000000$c2FsdHNhbHQ=$aGFzaA==", "line 1")]
    [InlineData("anna:$7$101$!!$!!", "line 1")]
    [InlineData(":$7$101$c2FsdHNhbHQ=$aGFzaA==", "line 1")]
    public void Read_Damaged_RefusedWithTheLineAndWithoutItsWords(string text, string said)
    {
        var refusal = Read(text).Refusal.ShouldNotBeNull();

        refusal.Message.ShouldContain(said);
        refusal.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Read_UserTwice_Refused()
    {
        var line = await Mosquitto.PasswordLineAsync("anna", "a");
        Read(line + line).Refusal.ShouldNotBeNull().Message.ShouldContain("line 2");
    }

    private static Core.Results.Result<UserFile> Read(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return UserFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
