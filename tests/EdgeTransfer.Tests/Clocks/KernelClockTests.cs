using System.Buffers.Binary;
using EdgeTransfer.Clocks;
using EdgeTransfer.Core.Messages;
using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Tests.Clocks;

public class KernelClockTests
{
    private const int Status = 40; // of struct timex on 64-bit Linux
    private const int MaxError = 24;

    [Theory]
    [InlineData(0, 0x2001, ClockState.Synchronised, 12.5)] // STA_NANO | STA_PLL
    [InlineData(5, 0x40, ClockState.Unsynchronised, null)] // TIME_ERROR, STA_UNSYNC
    [InlineData(0, 0x41, ClockState.Unsynchronised, null)]
    [InlineData(5, 0x1, ClockState.Unsynchronised, null)]
    [InlineData(-1, 0, ClockState.Unknown, null)] // forbidden
    public void Interpret_AnswerOfTheKernel_SaysHowWellTheClockIsKnown(int answer, int status, ClockState state, double? error)
    {
        var timex = new byte[208];
        BinaryPrimitives.WriteInt32LittleEndian(timex.AsSpan(Status), status);
        BinaryPrimitives.WriteInt64LittleEndian(timex.AsSpan(MaxError), 12_500);

        Adjtimex.Interpret(answer, timex).ShouldBe(new ClockReading(state, error));
    }

    [Fact]
    public void Read_ManyTimes_AsksTheKernelEveryFewSeconds()
    {
        var time = new FakeTimeProvider();
        var asked = 0;
        var clock = new KernelClock(time, () => new(ClockState.Synchronised, ++asked));

        clock.Read().ErrorMs.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(4));
        clock.Read().ErrorMs.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(1));
        clock.Read().ErrorMs.ShouldBe(2);
    }

    [Fact]
    public void Read_OfThisMachine_IsAnAnswer()
    {
        var reading = Adjtimex.Read();

        (reading.ErrorMs is not null).ShouldBe(reading.State == ClockState.Synchronised);
        (reading.ErrorMs ?? 0).ShouldBeInRange(0, 3_600_000);
    }
}
