namespace EdgeTransfer.Storage.Samples;

/// <summary>A row of a labelled sample, before its files are read.</summary>
internal sealed record LabelledRow(long Seq, string PartId, string Class, string? Marks, string? Place);
