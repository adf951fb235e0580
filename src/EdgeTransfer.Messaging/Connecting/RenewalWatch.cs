namespace EdgeTransfer.Messaging.Connecting;

/// <summary>Decides when changed files are worth a new connection: once they were the same at two looks.</summary>
/// <remarks>A certificate and its key are two files: whoever looks in between sees a pair that does not fit.</remarks>
internal sealed class RenewalWatch
{
    private readonly string _inUse;
    private string _last;
    private string _decided;

    /// <param name="inUse">Fingerprint of what the connection was made with.</param>
    public RenewalWatch(string inUse) => _inUse = _last = _decided = inUse;

    /// <summary>One look; true once for each change, when it has settled.</summary>
    public bool Observe(string fingerprint)
    {
        var settled = fingerprint == _last;
        _last = fingerprint;
        if (!settled || fingerprint == _decided)
        {
            return false;
        }

        _decided = fingerprint;
        return fingerprint != _inUse;
    }
}
