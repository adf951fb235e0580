using EdgeTransfer.Core.Inspecting;
using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Core.Messages;

public class MessageWriterTests
{
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly MessageWriter _messages;

    public MessageWriterTests() => _messages = new(_time, () => new(ClockState.Synchronised, 1.5));

    [Fact]
    public void Seal_Messages_AreNumberedOnEachTopicAlone()
    {
        var numbers = new[] { "a", "a", "b", "a" }.Select(topic => _messages.Seal(topic, new StateMessage(StateMessage.Online)).Seq);

        numbers.ShouldBe([1, 2, 1, 3]);
    }

    [Fact]
    public void Seal_ManyAtOnce_NumbersEachOnce()
    {
        var numbers = Enumerable.Range(0, 1000).AsParallel().Select(_ => _messages.Seal("a", new StateMessage(StateMessage.Online)).Seq).ToList();

        numbers.Order().ShouldBe(Enumerable.Range(1, 1000).Select(n => (long)n));
    }

    [Fact]
    public void Seal_NewMessage_HasIdBootTimeAndClock()
    {
        var message = _messages.Seal("a", new StateMessage(StateMessage.Online));

        (message.BootId, message.At, message.Clock, message.ClockErrorMs).ShouldBe((_messages.BootId, _time.GetUtcNow(), ClockState.Synchronised, 1.5));
        message.Id.Version.ShouldBe(7);
        new MessageWriter(_time, () => default).BootId.ShouldNotBe(_messages.BootId);
    }

    [Fact]
    public void Seal_Alert_KeepsTheIdAndTimeOfWhatHappened()
    {
        var (episode, before) = (Guid.CreateVersion7(), _time.GetUtcNow().AddHours(-1));
        var notice = new FaultNotice(FaultPhase.Begin, NotInspectedReason.Dark, null, episode, before, before, 1);

        var alert = _messages.Seal("a", AlertMessage.About("top", "disc", notice, before));

        (alert.Id, alert.At).ShouldBe((episode, before));
        _messages.Seal("a", AlertMessage.About("top", "disc", notice with { Phase = FaultPhase.End }, before)).Id.ShouldNotBe(episode);
    }
}
