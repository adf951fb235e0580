using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Messaging.Alerts;

public class LatenessTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private readonly Lateness _lateness = new(Start);

    [Fact]
    public void IsReplay_ByAge_FromTenSecondsOn()
    {
        var message = Message(Start.AddSeconds(5));

        _lateness.IsReplay(message, Start.AddSeconds(14.9)).ShouldBeFalse();
        _lateness.IsReplay(message, Start.AddSeconds(15)).ShouldBeTrue();
    }

    [Fact]
    public void IsReplay_MadeBeforeTheStartOrAcknowledgedOnce_True()
    {
        _lateness.IsReplay(Message(Start.AddSeconds(-1)), Start).ShouldBeTrue("it may have been sent by the run before");
        _lateness.IsReplay(Message(Start) with { IsRepeat = true }, Start).ShouldBeTrue();
        _lateness.IsReplay(Message(Start), Start).ShouldBeFalse();
    }

    [Fact]
    public void IsReplay_SentWithoutAnAnswer_TrueForThatOneUntilTheBrokerAnswers()
    {
        var (message, next) = (Message(Start), Message(Start));
        _lateness.Unanswered(message);

        _lateness.IsReplay(message, Start).ShouldBeTrue();
        _lateness.IsReplay(next, Start).ShouldBeFalse();
        _lateness.Answered(next);
        _lateness.IsReplay(message, Start).ShouldBeTrue("a repeat that goes before it on its topic says nothing of it");
        _lateness.Answered(message);
        _lateness.IsReplay(message, Start).ShouldBeFalse();
    }

    private static OutboxMessage Message(DateTimeOffset at) => new(Guid.CreateVersion7(), "t", [], at);
}
