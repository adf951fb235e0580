using System.Globalization;

namespace EdgeTransfer.Core.Training;

/// <summary>The numbers of labels, kept short: <c>1-40,42</c>.</summary>
public static class LabelSet
{
    /// <summary>Writes numbers in their order, those that follow on each other as a range.</summary>
    public static string Write(IEnumerable<long> numbers)
    {
        List<(long First, long Last)> ranges = [];
        foreach (var number in numbers.Order().Distinct())
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = (ranges[^1].First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(',', ranges.Select(r => r.First == r.Last
            ? r.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{r.First}-{r.Last}")));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlySet<long> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        HashSet<long> numbers = [];
        foreach (var range in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = range.Split('-');
            var (first, last) = (long.Parse(ends[0], CultureInfo.InvariantCulture), long.Parse(ends[^1], CultureInfo.InvariantCulture));
            for (var number = first; number <= last; number++)
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }
}
