using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Gates;

/// <summary>Builds lockboxes from counts.</summary>
internal sealed class Table
{
    private readonly List<HeldOutVerdict> _parts = [];

    /// <summary>Enough for five points, both heads flawless, everything else held.</summary>
    public static Table Sound(int defects = 150, int good = 150) =>
        new Table().Defects(defects, Verdict.Ng, Verdict.Ng).Good(good, Verdict.Ok, Verdict.Ok);

    public IReadOnlyList<HeldOutVerdict> Parts => _parts;

    public Table Defects(int count, Verdict? reference, Verdict challenger, string kind = "scratch") => Add(count, kind, reference, challenger);

    public Table Good(int count, Verdict? reference, Verdict challenger) => Add(count, "ok", reference, challenger);

    public GateInput Input() => new() { Lockbox = _parts, Latency = new(true, "P99 is 20 ms, 50 ms are allowed"), GoldenVectors = new(true, "the golden vectors hold") };

    public GateReport Judge(GateOptions? options = null) => Gate.Judge(Input(), options ?? new());

    private Table Add(int count, string kind, Verdict? reference, Verdict challenger)
    {
        for (var i = 0; i < count; i++)
        {
            _parts.Add(new($"part-{_parts.Count}", kind, reference, reference, challenger));
        }

        return this;
    }
}
