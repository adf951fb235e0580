namespace EdgeTransfer.Core.Watching;

/// <summary>
/// Tells, looking after every trial, whether something happens more often than a rate, also when it begins to only later. The evidence
/// is a mixture of likelihood ratios over the higher rates (Robbins, Annals of Mathematical Statistics 1970) and over the trial at
/// which the excess begins (Shin, Ramdas and Rinaldo, E-detectors, 2024): a supermartingale that starts at 1 while the rate is not
/// above the allowed one, so that it ever reaches 1/α with a probability of at most α (Ville 1939), however often one looks.
/// </summary>
/// <remarks>
/// Half of the weight lies on an excess from the first trial on, the rest evenly on all later ones. The rates tested against are the
/// allowed one plus the smallest excess, twice, four times … that; equal weights. Not for concurrent use.
/// </remarks>
public sealed class ExcessTest
{
    private const double AtOnce = 0.5;

    private readonly double[] _ifHappens;   // likelihood ratio of each rate tested against
    private readonly double[] _ifNot;
    private readonly double[] _evidence;
    private readonly double _later;         // weight of a begin at each single trial
    private readonly long _length;
    private readonly double _threshold;

    /// <summary>Begins, or goes on where a former test stood.</summary>
    /// <param name="allowed">Rate that is no excess, above 0; 1: nothing is one.</param>
    /// <param name="smallest">Smallest excess that matters, added to the rate.</param>
    /// <param name="alpha">Probability of an alarm without an excess.</param>
    /// <param name="length">Trials within which an excess may begin.</param>
    /// <param name="state">What was seen before; null at the begin.</param>
    public ExcessTest(double allowed, double smallest, double alpha, long length, ExcessState? state = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(allowed);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(smallest);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        (Allowed, _length, _later, _threshold) = (allowed, length, (1 - AtOnce) / length, 1 / alpha);
        List<double> rates = [];
        for (var excess = smallest; allowed + excess < 1; excess *= 2)
        {
            rates.Add(allowed + excess);
        }

        _ifHappens = [.. rates.Select(q => q / allowed)];
        _ifNot = [.. rates.Select(q => (1 - q) / (1 - allowed))];
        _evidence = new double[rates.Count];
        if (state is null)
        {
            return;
        }

        if (state.Evidence?.Count != rates.Count || state.Evidence.Any(e => !(e >= 0)) || state.Events < 0 || state.Events > state.Trials)
        {
            throw new ArgumentException("The state is not one of this test.", nameof(state));
        }

        (_evidence, Trials, Events, IsAlarmed) = ([.. state.Evidence], state.Trials, state.Events, state.Alarmed);
    }

    /// <summary>The rate that is no excess.</summary>
    public double Allowed { get; }

    /// <summary>Whether it can find anything: not where the allowed rate leaves no room for the smallest excess.</summary>
    public bool CanSee => _evidence.Length > 0;

    /// <summary>How often it was looked.</summary>
    public long Trials { get; private set; }

    /// <summary>How often it happened.</summary>
    public long Events { get; private set; }

    /// <summary>Whether the excess is proven; it stays so.</summary>
    public bool IsAlarmed { get; private set; }

    /// <summary>The evidence now: 1 says nothing, 1/α is an alarm.</summary>
    public double Evidence => CanSee ? _evidence.Average() + Remaining : 1;

    /// <summary>All that was seen, to go on with.</summary>
    public ExcessState State => new(Trials, Events, [.. _evidence], IsAlarmed);

    private double Remaining => Math.Max(0, 1 - AtOnce - (Trials * _later));

    /// <summary>Takes in one trial.</summary>
    /// <returns>Whether the excess is proven.</returns>
    public bool Add(bool happened)
    {
        var begins = (Trials == 0 ? AtOnce : 0) + (Trials < _length ? _later : 0);
        Trials++;
        Events += happened ? 1 : 0;
        if (IsAlarmed || !CanSee)
        {
            return IsAlarmed;
        }

        var ratios = happened ? _ifHappens : _ifNot;
        for (var i = 0; i < ratios.Length; i++)
        {
            _evidence[i] = (_evidence[i] + begins) * ratios[i];
        }

        return IsAlarmed = Evidence >= _threshold;
    }
}
