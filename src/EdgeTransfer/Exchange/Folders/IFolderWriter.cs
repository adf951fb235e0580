namespace EdgeTransfer.Exchange.Folders;

/// <summary>Writes one data set into a folder.</summary>
internal interface IFolderWriter
{
    /// <summary>Writes a part.</summary>
    void Add(PlainPart part);

    /// <summary>Writes what can only be written at the end.</summary>
    void Finish();
}
