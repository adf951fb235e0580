using System.Runtime.InteropServices;
using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Clocks;

/// <summary>adjtimex(2) of 64-bit Linux, reading only.</summary>
internal static partial class Adjtimex
{
    private const int Size = 208; // struct timex: 26 words of 8 bytes
    private const int MaxErrorAt = 24; // microseconds, grows since the last correction
    private const int StatusAt = 40;
    private const int Unsynchronised = 0x40; // STA_UNSYNC
    private const int TimeError = 5; // TIME_ERROR, the call's answer while the clock is not synchronised

    public static ClockReading Read()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            return ClockReading.Unknown;
        }

        try
        {
            Span<byte> timex = stackalloc byte[Size];
            timex.Clear(); // modes 0: nothing is set
            return Interpret(Call(ref MemoryMarshal.GetReference(timex)), timex);
        }
        catch (EntryPointNotFoundException)
        {
            return ClockReading.Unknown; // another libc
        }
    }

    /// <summary>What an answer means; a container may forbid the call, which then fails.</summary>
    internal static ClockReading Interpret(int answer, ReadOnlySpan<byte> timex)
    {
        if (answer < 0)
        {
            return ClockReading.Unknown;
        }

        var status = MemoryMarshal.Read<int>(timex[StatusAt..]);
        return answer == TimeError || (status & Unsynchronised) != 0
            ? new(ClockState.Unsynchronised, null)
            : new(ClockState.Synchronised, MemoryMarshal.Read<long>(timex[MaxErrorAt..]) / 1000.0);
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int Call(ref byte timex);
}
