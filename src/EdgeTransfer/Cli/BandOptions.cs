using System.CommandLine;
using System.Globalization;
using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Cli;

/// <summary>Options that say what the bands are to reach; the same for train and bands.</summary>
internal sealed class BandOptions
{
    private readonly Option<double?> _maxEscapeRate = new("--max-escape-rate")
    {
        Description = $"Share of defects that may pass as OK; {BandTargets.DefaultMaxEscapeRate.ToString(CultureInfo.InvariantCulture)} by default.",
    };

    private readonly Option<double?> _maxFalseRejectRate = new("--max-false-reject-rate")
    {
        Description = $"Share of good parts that may be NG or UNSURE; {BandTargets.DefaultMaxFalseRejectRate.ToString(CultureInfo.InvariantCulture)} by default.",
    };

    private readonly Option<string?> _costRatio = new("--cost-ratio")
    {
        Description = "In place of the rates, the cost of an escape to that of a false reject (and of an UNSURE part), as in 100:1 or 100:1:0.2.",
    };

    private readonly Option<double?> _defectShare = new("--defect-share")
    {
        Description = $"Share of defects on the line, for --cost-ratio; {BandCosts.DefaultDefectShare.ToString(CultureInfo.InvariantCulture)} by default.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_maxEscapeRate);
        command.Options.Add(_maxFalseRejectRate);
        command.Options.Add(_costRatio);
        command.Options.Add(_defectShare);
    }

    /// <summary>The targets; a rate that is not given is the present one.</summary>
    public BandTargets TargetsOf(ParseResult parsed, BandTargets present)
    {
        var (escapes, rejects, ratio, share) = (
            parsed.GetValue(_maxEscapeRate), parsed.GetValue(_maxFalseRejectRate), parsed.GetValue(_costRatio), parsed.GetValue(_defectShare));
        if (ratio is not null && (escapes ?? rejects) is not null)
        {
            throw new UsageException("Give either rates or --cost-ratio.");
        }

        if (share is not null && ratio is null)
        {
            throw new UsageException("--defect-share belongs to --cost-ratio.");
        }

        if ((escapes ?? rejects) is null && ratio is null)
        {
            return present;
        }

        var targets = new BandTargets
        {
            MaxEscapeRate = escapes ?? present.MaxEscapeRate,
            MaxFalseRejectRate = rejects ?? present.MaxFalseRejectRate,
            Costs = ratio is null ? null : BandCosts.Parse(ratio).OrFail() with { DefectShare = share ?? BandCosts.DefaultDefectShare },
        };
        return targets.Errors() is { Count: > 0 } errors ? throw new UsageException(string.Join(' ', errors)) : targets;
    }
}
