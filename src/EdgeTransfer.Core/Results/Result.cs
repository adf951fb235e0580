using System.Diagnostics.CodeAnalysis;

namespace EdgeTransfer.Core.Results;

/// <summary>A value, or the refusal that stands in its place.</summary>
public readonly record struct Result<T>
{
    /// <summary>A success, for interfaces, which have no implicit conversion.</summary>
    public Result(T value)
        : this(value, null)
    {
    }

    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; null exactly when <see cref="Refusal"/> is set.</summary>
    public T? Value { get; }

    /// <summary>The refusal; null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsOk => Refusal is null;

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
