namespace EdgeTransfer.Storage.Triggers;

/// <summary>Which start of the kernel this is: pages that a killed process wrote live exactly as long.</summary>
internal static class Boot
{
    private const string IdFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>The kernel's id; where it tells none, one that no other process has, so that nothing is trusted.</summary>
    public static Guid Id { get; } = File.Exists(IdFile) && Guid.TryParse(File.ReadAllText(IdFile), out var id) ? id : Guid.NewGuid();
}
