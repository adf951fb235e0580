using EdgeTransfer.Benchmarks;

// EdgeTransfer.Benchmarks [FILTER [SWAPS]]: those whose name holds the filter.
var filter = args.FirstOrDefault() ?? "";
var swaps = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 1000;
IBenchmark[] all =
[
    new PartBenchmark(), new BankBenchmark(), new ClassifierBenchmark(), new RetrainBenchmark(), new GateBenchmark(), new WatchBenchmark(), new DisturbBenchmark(),
    new SwapBenchmark(swaps), new AlertsBenchmark(), new StreamBenchmark(),
];
IBenchmark[] chosen = [.. all.Where(b => b.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))];
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"No benchmark has '{filter}' in its name. There are: {string.Join(", ", all.Select(b => b.Name))}.");
    return 2;
}

List<ResultRow> rows = [];
foreach (var benchmark in chosen)
{
    Console.Error.WriteLine($"{benchmark.Name} …");
    rows.AddRange(benchmark.Run());
}

ResultTable.Write(Console.Out, rows, TimeProvider.System);
return 0;
