namespace EdgeTransfer.Benchmarks;

/// <summary>One thing that is measured against a baseline in the same run.</summary>
internal interface IBenchmark
{
    /// <summary>What the filter looks at.</summary>
    string Name { get; }

    /// <summary>Measures, and checks its own answer: a wrong one is an exception.</summary>
    IEnumerable<ResultRow> Run();
}
