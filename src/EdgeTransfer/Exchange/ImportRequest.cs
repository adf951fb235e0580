namespace EdgeTransfer.Exchange;

/// <summary>What is to be imported, and how.</summary>
/// <param name="Product">The product that the parts are of.</param>
/// <param name="Source">File or folder.</param>
/// <param name="Format">How it lies there.</param>
/// <param name="By">Who asks for it; who says the labels of a data set that names nobody.</param>
/// <param name="Prefix">In front of all part ids.</param>
/// <param name="WithHeads">Whether the heads of an archive come, too.</param>
/// <param name="CheckOnly">Whether it is only asked what would be done.</param>
internal sealed record ImportRequest(string Product, string Source, DatasetFormat Format, string By, string Prefix, bool WithHeads, bool CheckOnly);
