namespace EdgeTransfer.Exchange;

/// <summary>How a data set lies outside a device; the README of this folder has the mappings.</summary>
internal enum DatasetFormat
{
    /// <summary>Folders of MVTec AD, masks for marks.</summary>
    Mvtec,

    /// <summary>One JSON document with boxes, and images.</summary>
    Coco,

    /// <summary>Pascal VOC: an XML file for each image.</summary>
    Voc,

    /// <summary>The product's own: all of it, with history and log, in one tar file.</summary>
    Archive,
}
