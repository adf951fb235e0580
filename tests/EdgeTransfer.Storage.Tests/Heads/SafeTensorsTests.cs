using System.Buffers.Binary;
using System.Text;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Storage.Heads;

public class SafeTensorsTests
{
    private const string A = """{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""";

    [Fact]
    public void Read_WrittenTensors_GivesTheSameNamesShapesAndBits()
    {
        Tensor[] tensors =
        [
            new("bank", [2, 3], [1, -0f, float.NaN, float.PositiveInfinity, float.Epsilon, float.MinValue]),
            new("scalar", [], [42]),
            new("classifier.weight", [0, 5], []),
            new("Ωμέγα \"quoted\"", [1, 1, 1], [3]),
        ];

        var read = SafeTensors.Read(SafeTensors.Write(tensors)).Value!;

        read.Keys.ShouldBe(tensors.Select(t => t.Name), ignoreOrder: true);
        foreach (var tensor in tensors)
        {
            read[tensor.Name].Shape.ShouldBe(tensor.Shape);
            read[tensor.Name].Data.Select(BitConverter.SingleToInt32Bits).ShouldBe(tensor.Data.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void Write_AnyTensor_LaysTheBytesOutAsTheFormatSays()
    {
        // u64 length, header padded with spaces to 8 bytes, little-endian data: the bytes that other readers expect
        var header = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""".PadRight(56);

        SafeTensors.Write([new Tensor("a", [2], [1f, -2f])]).ShouldBe([56, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(header), 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
    }

    [Fact]
    public void Read_HandWrittenFile_GivesItsTensors()
    {
        // other order than the data, odd spacing, integers of other writers' metadata
        var read = SafeTensors.Read(File(
            """ {"__metadata__":{"format":"pt","n":"1"}, "b" : {"shape":[2,1],"data_offsets":[4,12],"dtype":"F32"},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}   """,
            [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40]));

        read.Value!.Count.ShouldBe(2);
        read.Value["a"].Data.ShouldBe([1]);
        read.Value["a"].Shape.ShouldBeEmpty();
        read.Value["b"].Data.ShouldBe([2, 3]);
        read.Value["b"].Shape.ShouldBe([2, 1]);
    }

    [Fact]
    public void Read_OnlyMetadata_GivesNoTensors() => SafeTensors.Read(File("""{"__metadata__":7}""", [])).Value!.ShouldBeEmpty();

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Read_ShorterThanItsPrefix_IsRefused(int length) => Refused(new byte[length], "no safetensors header");

    [Theory]
    [InlineData(3, 2)]
    [InlineData((1 << 20) + 1, (1 << 20) + 100)]
    [InlineData(long.MaxValue, 100)]
    [InlineData(-1, 100)]
    public void Read_HeaderLongerThanTheFileOrTheLimit_IsRefused(long stated, int length)
    {
        var file = new byte[8 + length];
        BinaryPrimitives.WriteInt64LittleEndian(file, stated);
        Refused(file, "no safetensors header");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\":")]
    [InlineData("nonsense")]
    [InlineData("{} {}")]
    [InlineData("{}\0")]
    public void Read_HeaderThatIsNoJson_IsRefused(string header) => Refused(File(header, []), "its header is no JSON");

    [Theory]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("null")]
    public void Read_HeaderThatIsNoObject_IsRefused(string header) => Refused(File(header, []), "no JSON object");

    [Theory]
    [InlineData("""{"dtype":"F16","shape":[2],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"I32","shape":[1],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":4,"shape":[1],"data_offsets":[0,4]}""")]
    [InlineData("""{"shape":[1],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":[1]}""")]
    [InlineData("""{"dtype":"F32","shape":[2],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":[0],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":1,"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[4,0]}""")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}""")]
    [InlineData("""{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":[0,2147483648],"data_offsets":[0,0]}""")]
    [InlineData("[0,4]")]
    [InlineData("null")]
    public void Read_EntryThatIsNoFloatTensor_IsRefused(string entry) => Refused(File($$"""{"a":{{entry}}}""", new byte[4]), "tensor 'a'");

    [Theory]
    [InlineData("gap before", 4, 8, 8, 12, 12)]
    [InlineData("gap between", 0, 4, 8, 12, 12)]
    [InlineData("overlap", 0, 4, 0, 4, 4)]
    [InlineData("beyond the file", 0, 4, 4, 8, 7)]
    public void Read_DataThatDoesNotLieWhereItMust_IsRefused(string what, int begin1, int end1, int begin2, int end2, int bytes) =>
        Refused(
            File(
                $$$"""{"a":{"dtype":"F32","shape":[1],"data_offsets":[{{{begin1}}},{{{end1}}}]},"b":{"dtype":"F32","shape":[1],"data_offsets":[{{{begin2}}},{{{end2}}}]}}""",
                new byte[bytes]),
            "does not lie where it must",
            what);

    [Fact]
    public void Read_NameThatStandsTwice_IsRefused() =>
        Refused(File($$$"""{"a":{{{A}}},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", new byte[8]), "twice");

    [Fact]
    public void Read_NameThatIsEmpty_IsRefused() => Refused(File($$"""{"":{{A}}}""", new byte[4]), "tensor ''");

    [Fact]
    public void Read_BytesAfterTheLastTensor_AreRefused() => Refused(File($$"""{"a":{{A}}}""", new byte[5]), "1 bytes belong to no tensor");

    [Theory]
    [InlineData(@"\ud800")]
    [InlineData(@"\udc00x")]
    public void Read_NameThatIsNoText_IsRefused(string name)
    {
        Refused(File($$"""{"{{name}}":{{A}}}""", new byte[4]), "its header is no JSON");
        Refused(File($$$"""{"a":{"dtype":"{{{name}}}","shape":[1],"data_offsets":[0,4]}}""", new byte[4]), "its header is no JSON");
    }

    [Fact]
    public void Read_NameThatIsNoUtf8_IsRefused()
    {
        var file = File($$"""{"a":{{A}}}""", new byte[4]);
        file[10] = 0xff;
        Refused(file, "its header is no JSON");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_MutatedOrCutFiles_NeverThrows(int seed)
    {
        var random = new Random(seed);
        var valid = SafeTensors.Write([new("bank", [2, 3], [1, 2, 3, 4, 5, 6]), new("fusion.mean", [1], [7])]);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var file = valid[..(random.Next(3) == 0 ? random.Next(valid.Length + 1) : valid.Length)];
            for (var changes = random.Next(4); changes > 0 && file.Length > 0; changes--)
            {
                file[random.Next(file.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"{}[]\",:\\u0129-"[random.Next(14)];
            }

            var read = SafeTensors.Read(file);
            refused += read.IsOk ? 0 : 1;
        }

        refused.ShouldBeInRange(5_000, 19_999);
    }

    private static byte[] File(string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }

    private static void Refused(byte[] file, string because, string? what = null)
    {
        var read = SafeTensors.Read(file);
        read.Refusal.ShouldNotBeNull(what);
        read.Refusal.Kind.ShouldBe(RefusalKind.Damaged);
        read.Refusal.Message.ShouldContain(because);
    }
}
