using System.Diagnostics.CodeAnalysis;

namespace EdgeTransfer.Core.Registry;

/// <summary>A warrant, or why there is none.</summary>
public sealed record Ruling
{
    private Ruling(Warrant? warrant, string? code, string? detail) => (Warrant, Code, Detail) = (warrant, code, detail);

    /// <summary>The warrant; null exactly when <see cref="Code"/> is set.</summary>
    public Warrant? Warrant { get; }

    /// <summary>Reason code of a refusal.</summary>
    public string? Code { get; }

    /// <summary>The refusal in words.</summary>
    public string? Detail { get; }

    /// <summary>Whether there is a warrant.</summary>
    [MemberNotNullWhen(true, nameof(Warrant))]
    [MemberNotNullWhen(false, nameof(Code), nameof(Detail))]
    public bool IsGranted => Warrant is not null;

    /// <summary>No warrant.</summary>
    public static Ruling Refused(string code, string detail) => new(null, code, detail);

    /// <summary>A warrant.</summary>
    public static implicit operator Ruling(Warrant warrant) => new(warrant, null, null);
}
