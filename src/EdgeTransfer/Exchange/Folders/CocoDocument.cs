namespace EdgeTransfer.Exchange.Folders;

/// <summary>What is used of a COCO document (object detection); <c>marked</c> of an image is the product's own and optional.</summary>
internal sealed record CocoDocument(IReadOnlyList<CocoDocument.Image> Images, IReadOnlyList<CocoDocument.Annotation> Annotations, IReadOnlyList<CocoDocument.Category> Categories)
{
    internal sealed record Image(long Id, string FileName, int? Width = null, int? Height = null, bool? Marked = null);

    internal sealed record Annotation(
        long Id, long ImageId, long CategoryId, double[] Bbox, double Area = 0, int Iscrowd = 0, object? Segmentation = null);

    internal sealed record Category(long Id, string Name, string? Supercategory = null);
}
