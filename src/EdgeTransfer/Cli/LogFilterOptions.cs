using System.CommandLine;
using System.Globalization;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Cli;

/// <summary>Options that say which rows of the log to show.</summary>
internal sealed class LogFilterOptions
{
    private static readonly Dictionary<string, AuditKind> Kinds = Enum.GetValues<AuditKind>().ToDictionary(Words.Of, StringComparer.Ordinal);

    private readonly Option<string?> _kind = new("--kind") { Description = $"One kind: {string.Join(", ", Kinds.Keys)}." };
    private readonly Option<string?> _product = new("--product") { Description = "One product." };
    private readonly Option<string?> _subject = new("--subject") { Description = "One part, head or policy." };
    private readonly Option<string?> _by = new("--by") { Description = "One operator: name or key." };
    private readonly Option<string?> _from = new("--from") { Description = "From this moment on, UTC unless it names its offset, as in 2026-01-31 or 2026-01-31T06:00+01:00." };
    private readonly Option<string?> _to = new("--to") { Description = "Before this moment, likewise." };
    private readonly Option<int?> _last = new("--last") { Description = "The last so many of them." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_kind, _product, _subject, _by, _from, _to, _last])
        {
            command.Options.Add(option);
        }
    }

    public AuditFilter FilterOf(ParseResult parsed) => new()
    {
        Kind = parsed.GetValue(_kind) is { } kind ? Kinds.TryGetValue(kind, out var known) ? known : throw new UsageException($"There is no kind '{kind}': {string.Join(", ", Kinds.Keys)}.") : null,
        Product = parsed.GetValue(_product),
        Subject = parsed.GetValue(_subject),
        By = parsed.GetValue(_by),
        From = Moment(parsed, _from),
        To = Moment(parsed, _to),
        Last = parsed.GetValue(_last) is { } last ? last > 0 ? last : throw new UsageException("--last must be at least 1.") : null,
    };

    private static DateTimeOffset? Moment(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is not { } text
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : throw new UsageException($"{option.Name} {text} is no moment: write 2026-01-31 or 2026-01-31T06:00Z.");
}
