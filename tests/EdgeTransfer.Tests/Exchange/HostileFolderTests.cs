using EdgeTransfer.Core.Labels;
using EdgeTransfer.Exchange;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Exchange;

/// <summary>Data sets of others: what their formats' own pages show is read, and what would do harm is refused with its name.</summary>
public sealed class HostileFolderTests : IDisposable
{
    private readonly ExchangeDevice _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task ImportVoc_AnnotationOfTheDevelopmentKit_IsRead()
    {
        Write("JPEGImages/2007_000027.jpg", ExchangeDevice.Image(1, 486, 500, ".jpg"));
        Write("Annotations/2007_000027.xml", """
            <annotation>
              <folder>VOC2012</folder>
              <filename>2007_000027.jpg</filename>
              <source><database>The VOC2007 Database</database><annotation>PASCAL VOC2007</annotation><image>flickr</image></source>
              <size><width>486</width><height>500</height><depth>3</depth></size>
              <segmented>0</segmented>
              <object>
                <name>person</name><pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult>
                <bndbox><xmin>174</xmin><ymin>101</ymin><xmax>349</xmax><ymax>351</ymax></bndbox>
                <part><name>head</name><bndbox><xmin>169</xmin><ymin>104</ymin><xmax>209</xmax><ymax>146</ymax></bndbox></part>
              </object>
            </annotation>
            """);

        (await _device.ImportAsync(_device.At("set"), DatasetFormat.Voc)).OrShow().Parts.ShouldBe(1);

        var part = _device.Parts().ShouldHaveSingleItem();
        (part.PartId, part.Class).ShouldBe(("2007_000027", "person"));
        part.Marks.ShouldBe([new FrameBox(173, 100, 176, 251)], "pixels count from 1 there, and the last one belongs to the box");
        File.ReadAllBytes(Path.Combine(_device.Data, "samples/gear/2007_000027.png"))[..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
    }

    [Fact]
    public async Task ImportCoco_DocumentWithUnknownFieldsAndCrowds_IsRead()
    {
        Write("images/000000242287.jpg", ExchangeDevice.Image(1, 426, 640, ".jpg"));
        Write("images/000000245915.jpg", ExchangeDevice.Image(2, 640, 480, ".jpg"));
        Write("annotations.json", """
            {"info":{"description":"COCO 2017 Dataset","url":"http://cocodataset.org","version":"1.0","year":2017},
             "licenses":[{"url":"http://creativecommons.org/licenses/by/2.0/","id":4,"name":"Attribution License"}],
             "images":[{"id":242287,"license":4,"coco_url":"http://images.cocodataset.org/val2017/000000242287.jpg","width":426,"height":640,"file_name":"000000242287.jpg","date_captured":"2013-11-15 02:41:42"},
                       {"id":245915,"license":4,"width":640,"height":480,"file_name":"000000245915.jpg"}],
             "annotations":[{"id":125686,"category_id":0,"iscrowd":0,"segmentation":[[164.81,417.51,167.55,410.64]],"image_id":242287,"area":42061.8,"bbox":[19.23,383.18,314.5,244.46]},
                            {"id":1,"category_id":1,"iscrowd":1,"segmentation":{"counts":[1,2],"size":[640,426]},"image_id":242287,"area":4,"bbox":[0,0,2,2]}],
             "categories":[{"supercategory":"speaker","id":0,"name":"echo"},{"supercategory":"speaker","id":1,"name":"echo dot"}]}
            """);

        var report = (await _device.ImportAsync(_device.At("set"), DatasetFormat.Coco)).OrShow();

        (report.Parts, report.Simplified).ShouldBe((2, 1));
        _device.Parts()[0].Class.ShouldBe("echo", "it covers most");
        _device.Parts()[0].Marks.ShouldBe([new(19.23, 383.18, 314.5, 244.46), new(0, 0, 2, 2)]);
        (_device.Parts()[1].Class, _device.Parts()[1].Marks.Count).ShouldBe(("ok", 0));
    }

    [Theory]
    [InlineData("\"file_name\":\"a.png\"", "\"file_name\":\"../a.png\"", "'../a.png' leads out of its folder")]
    [InlineData("\"file_name\":\"a.png\"", "\"file_name\":\"/etc/passwd\"", "is an absolute path")]
    [InlineData("\"file_name\":\"a.png\"", "\"file_name\":\"..\\\\a.png\"", "holds a backslash")]
    [InlineData("\"file_name\":\"a.png\"", "\"file_name\":\"a\\u0000.png\"", "holds a control character")]
    [InlineData("\"file_name\":\"a.png\"", "\"file_name\":\"b.png\"", "b.png is not there")]
    [InlineData("\"file_name\":\"a.png\"", "\"file_name\":null", "annotations.json")]
    [InlineData("[1,2,3,4]", "[1,2,3]", "annotation 1")]
    [InlineData("[1,2,3,4]", "[NaN,2,3,4]", "annotations.json")]
    [InlineData("[1,2,3,4]", "[\"NaN\",2,3,4]", "annotations.json")]
    [InlineData("[1,2,3,4]", "[1e999,2,3,4]", "a.png: box 1")]
    [InlineData("[1,2,3,4]", "[1,2,0,4]", "a.png: box 1")]
    [InlineData("[1,2,3,4]", "[50,2,3,4]", "a.png: box 1")]
    [InlineData("[1,2,3,4]", "[1,2,-3,4]", "a.png: box 1")]
    [InlineData("\"category_id\":1", "\"category_id\":2", "annotation 1")]
    [InlineData("\"image_id\":1", "\"image_id\":2", "annotation 1")]
    [InlineData("\"name\":\"pit\"", "\"name\":\"../pit\"", "'../pit' cannot be a class")]
    [InlineData("\"name\":\"pit\"", "\"name\":\"ok\"", "a.png: it is 'ok' and has boxes")]
    [InlineData("\"width\":40", "\"width\":41", "a.png: its image has 40×24 pixels, not 41×24")]
    [InlineData("{\"id\":1,\"file_name\"", "{\"id\":1,\"file_name\":\"A.png\"},{\"id\":1,\"file_name\"", "two images have the id 1")]
    [InlineData("{\"id\":1,\"file_name\"", "{\"id\":2,\"file_name\":\"A.png\"},{\"id\":1,\"file_name\"", "in upper and lower case only")]
    [InlineData("{\"images\"", "{\"images\":[],\"images\"", "annotations.json")]
    [InlineData("{\"images\"", "[{\"images\"", "annotations.json")]
    [InlineData("\"annotations\":", "\"notes\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]],\"annotations\":", "annotations.json")]
    public async Task ImportCoco_DocumentThatCannotBe_IsRefused(string old, string with, string because)
    {
        const string Good = """{"images":[{"id":1,"file_name":"a.png","width":40,"height":24}],"annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[1,2,3,4]}],"categories":[{"id":1,"name":"pit"}]}""";
        Write("images/a.png", ExchangeDevice.Image(1));
        Good.ShouldContain(old);
        Write("annotations.json", Good.Replace(old, with, StringComparison.Ordinal));

        (await _device.RefusesAsync(_device.At("set"), DatasetFormat.Coco)).ShouldContain(because);
    }

    [Theory]
    [InlineData("<annotation>", "<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;&x;\">]><annotation>&y;", "a.xml is no XML that can be used")]
    [InlineData("<annotation>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><annotation>", "a.xml is no XML that can be used")]
    [InlineData("</annotation>", "", "a.xml is no XML that can be used")]
    [InlineData("annotation>", "notation>", "a.xml is no annotation of Pascal VOC")]
    [InlineData("a.png", "../a.png", "a.xml")]
    [InlineData("a.png", "/etc/passwd", "is an absolute path")]
    [InlineData("<xmin>2</xmin>", "<xmin>NaN</xmin>", "a.xml: an object has no box of 4 finite numbers")]
    [InlineData("<xmin>2</xmin>", "<xmin>1e300</xmin>", "a.xml: an object has no box")]
    [InlineData("<xmin>2</xmin>", "", "a.xml: an object has no box")]
    [InlineData("<xmin>2</xmin>", "<xmin>30</xmin>", "a.xml: box 1")]
    [InlineData("<name>pit</name>", "", "cannot be a class")]
    [InlineData("<width>40</width>", "<width>80</width>", "its image has 40×24 pixels, not 80×24")]
    public async Task ImportVoc_DocumentThatCannotBe_IsRefused(string old, string with, string because)
    {
        const string Good = """
            <annotation><filename>a.png</filename><size><width>40</width><height>24</height></size>
            <object><name>pit</name><bndbox><xmin>2</xmin><ymin>3</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object></annotation>
            """;
        Write("JPEGImages/a.png", ExchangeDevice.Image(1));
        Good.ShouldContain(old);
        Write("Annotations/a.xml", Good.Replace(old, with, StringComparison.Ordinal));

        (await _device.RefusesAsync(_device.At("set"), DatasetFormat.Voc)).ShouldContain(because);
    }

    [Fact]
    public async Task Import_BeyondALimit_IsRefused()
    {
        Write("test/crack/a.png", ExchangeDevice.Image(1));
        Write("test/crack/b.png", ExchangeDevice.Image(2));
        Write("annotations.json", new string(' ', 5000));
        Write("Annotations/a.xml", new string(' ', 5000));
        var set = _device.At("set");

        (await _device.RefusesAsync(set, DatasetFormat.Mvtec, new() { MaxParts = 1 })).ShouldContain("There are 2 images");
        (await _device.RefusesAsync(set, DatasetFormat.Mvtec, new() { MaxImageBytes = 1000 })).ShouldContain("test/crack/a.png has");
        (await _device.RefusesAsync(set, DatasetFormat.Mvtec, new() { MaxTotalBytes = 4000 })).ShouldContain("test/crack/b.png");
        (await _device.RefusesAsync(set, DatasetFormat.Coco, new() { MaxTextBytes = 1000 })).ShouldContain("annotations.json has 5000 bytes");
        (await _device.RefusesAsync(set, DatasetFormat.Voc, new() { MaxRecordBytes = 1000 })).ShouldContain("a.xml has 5000 bytes");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ImportMvtec_Link_IsRefused(bool folder)
    {
        Write("test/crack/a.png", ExchangeDevice.Image(1));
        Directory.CreateDirectory(_device.At("elsewhere"));
        await File.WriteAllBytesAsync(_device.At("elsewhere/b.png"), ExchangeDevice.Image(2));
        if (folder)
        {
            Directory.CreateSymbolicLink(_device.At("set/test/pit"), _device.At("elsewhere"));
        }
        else
        {
            File.CreateSymbolicLink(_device.At("set/test/crack/b.png"), _device.At("elsewhere/b.png"));
        }

        (await _device.RefusesAsync(_device.At("set"), DatasetFormat.Mvtec)).ShouldContain("b.png is a link, or lies behind one");
    }

    [Theory]
    [InlineData("test/crack/a.jpg", "stands there twice")]
    [InlineData("test/crack/\u00E9.png", "beyond ASCII")]
    [InlineData("test/cr\u00E4ck/x.png", "beyond ASCII")]
    [InlineData("test/1crack/x.png", "'1crack' cannot be a class")]
    [InlineData("ground_truth/crack/a_mask.png", "its mask has 16×16 pixels, and it has 40×24")]
    public async Task ImportMvtec_NameOrMaskThatCannotBe_IsRefused(string name, string because)
    {
        Write("test/crack/a.bmp", ExchangeDevice.Image(1, extension: ".bmp"));
        Write(name, ExchangeDevice.Image(2, 16, 16));

        (await _device.RefusesAsync(_device.At("set"), DatasetFormat.Mvtec)).ShouldContain(because);
    }

    [Fact]
    public async Task ImportMvtec_NamedPipe_IsRefusedWithoutWaiting()
    {
        Directory.CreateDirectory(_device.At("set/test/crack"));
        await using (var pipe = new Testing.ChildProcess("mkfifo", [_device.At("set/test/crack/a.png")]))
        {
            (await pipe.ExitAsync()).ShouldBe(0);
        }

        (await _device.RefusesAsync(_device.At("set"), DatasetFormat.Mvtec)).ShouldContain("a.png is empty");
    }

    private void Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private void Write(string name, byte[] file)
    {
        var path = _device.At("set", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file);
    }
}
