namespace EdgeTransfer.Core.Audit;

/// <summary>Which rows of the log to read; null takes all.</summary>
public sealed record AuditFilter
{
    /// <summary>Rows of one kind.</summary>
    public AuditKind? Kind { get; init; }

    /// <summary>Rows about one product.</summary>
    public string? Product { get; init; }

    /// <summary>Rows about one part, head or policy.</summary>
    public string? Subject { get; init; }

    /// <summary>Rows by one operator: name or key.</summary>
    public string? By { get; init; }

    /// <summary>Rows from this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Rows before this moment.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The last so many of them.</summary>
    public int? Last { get; init; }
}
