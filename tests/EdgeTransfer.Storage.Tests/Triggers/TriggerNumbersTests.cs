namespace EdgeTransfer.Storage.Triggers;

public sealed class TriggerNumbersTests : IDisposable
{
    private readonly Device _device = new();
    private readonly List<TriggerNumbers> _opened = [];

    private string IssuedFile => _device.Folder.At("triggers", "s1.issued");

    public void Dispose()
    {
        _opened.ForEach(n => n.Dispose());
        _device.Dispose();
    }

    [Fact]
    public void Next_NewStation_CountsFromOneOverBlocks()
    {
        var numbers = Open();

        numbers.OpenAtStart().ShouldBeEmpty();
        Issue(numbers, 600).ShouldBe(Enumerable.Range(1, 600).Select(n => (long)n));
        Issue(Open(station: "s2"), 2).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task OpenAtStart_AfterAKill_IsWhatWasIssuedAndNotRecorded()
    {
        Issue(Open(), 300);
        await Record(Enumerable.Range(1, 300).Select(n => (long)n).Except([3, 256, 257, 300]));

        // the first object is left as a kill leaves it: not disposed
        var second = Open();

        second.OpenAtStart().ShouldBe([3, 256, 257, 300]);
        Issue(second, 3).ShouldBe([301, 302, 303]);
        await Record([3, 256, 257, 300, 302]);
        Open().OpenAtStart().ShouldBe([301, 303]);
    }

    [Fact]
    public void OpenAtStart_NothingWasRecordedBeforeTheNextKill_StillIsOpen()
    {
        Issue(Open(), 2);
        Open().OpenAtStart().ShouldBe([1, 2]);
        Open().OpenAtStart().ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Next_AfterACleanStop_GoesOnWithoutAGap(bool rebooted)
    {
        using (var first = Open())
        {
            Issue(first, 5);
        }

        var second = Open(rebooted ? Boot(2) : null);
        second.OpenAtStart().ShouldBe([1, 2, 3, 4, 5]);
        second.Next().ShouldBe(6);
    }

    [Fact]
    public async Task Next_AfterAPowerCut_SkipsWhatMayHaveBeenIssued()
    {
        var first = Open();
        Issue(first, 7);
        var old = File.ReadAllBytes(IssuedFile);
        Issue(first, 13);
        await Record([1, 2, 3, 4, 6]);
        Restore(old);

        // 8 to 20 were issued, but the file says 7 and the last recorded one is 6: the rest of the block is not used
        var second = Open(Boot(2));

        second.OpenAtStart().ShouldBe([5, 7]);
        Issue(second, 2).ShouldBe([257, 258]);
    }

    [Fact]
    public async Task OpenAtStart_AfterAPowerCut_IsWhatLacksBelowTheLastRecorded()
    {
        Issue(Open(), 20);
        await Record([1, 2, 10]);
        File.Delete(IssuedFile);

        var second = Open(Boot(2));

        second.OpenAtStart().ShouldBe([3, 4, 5, 6, 7, 8, 9]);
        second.Next().ShouldBe(257);
    }

    [Fact]
    public async Task OpenAtStart_LaterStartsAfterAPowerCut_LeaveOutWhatWasSkipped()
    {
        Issue(Open(), 20);
        await Record([1, 3]);
        File.Delete(IssuedFile);
        var second = Open(Boot(2));
        second.OpenAtStart().ShouldBe([2]);
        Issue(second, 2);
        await Record([258]);

        Open(Boot(2)).OpenAtStart().ShouldBe([2, 257]);
        await Record([2, 257]);
        Open(Boot(2)).OpenAtStart().ShouldBeEmpty();
        Open(Boot(3)).OpenAtStart().ShouldBeEmpty();
    }

    [Fact]
    public void Next_FirstNumbersAndThenAPowerCut_AreNotUsedAgain()
    {
        // the block is reserved, nothing recorded, and the file never reached the disk
        Issue(Open(), 4);
        File.Delete(IssuedFile);

        Open(Boot(2)).Next().ShouldBe(257);
    }

    [Fact]
    public void Next_KillAfterAPowerCutBeforeTheFirstNumber_DoesNotTrustTheOldFile()
    {
        var first = Open();
        Issue(first, 7);
        var old = File.ReadAllBytes(IssuedFile);
        Issue(first, 3);
        Restore(old);

        Open(Boot(2));

        Open(Boot(2)).Next().ShouldBe(257);
    }

    [Fact]
    public void Next_PowerCutAfterACleanStopAndAStart_DoesNotTrustTheCleanStop()
    {
        using (var first = Open())
        {
            Issue(first, 5);
        }

        var second = Open();
        var synced = File.ReadAllBytes(IssuedFile);
        Issue(second, 5);
        Restore(synced);

        Open(Boot(2)).Next().ShouldBe(257);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(24)]
    [InlineData(5000)]
    public async Task Next_GarbageInTheFile_UsesNoNumberTwice(int length)
    {
        Issue(Open(), 300);
        await Record([1, 2, 4]);
        var garbage = new byte[length];
        new Random(length).NextBytes(garbage);
        Restore(garbage);

        var second = Open();

        second.OpenAtStart().ShouldBe([3]);
        second.Next().ShouldBe(513);
    }

    [Fact]
    public void Next_FileOfAnotherDatabase_BeginsWithOne()
    {
        Issue(Open(), 300);
        _device.Execute("DELETE FROM trigger_block");

        var second = Open();

        second.OpenAtStart().ShouldBeEmpty();
        second.Next().ShouldBe(1);
    }

    [Fact]
    public async Task Next_FourAtOnce_GivesEachNumberOnce()
    {
        var numbers = Open();

        var issued = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Issue(numbers, 1000))));

        issued.SelectMany(n => n).Order().ShouldBe(Enumerable.Range(1, 4000).Select(n => (long)n));
        Open().OpenAtStart().Count.ShouldBe(4000);
    }

    [Theory]
    [InlineData("../s1")]
    [InlineData("")]
    public void Constructor_StationThatIsNoFileName_Throws(string station) => Should.Throw<ArgumentException>(() => Open(station: station));

    [Fact]
    public Task AnySequenceOfKillsAndPowerCuts_UsesNoNumberTwiceAndLosesNoneThatIsKnown() =>
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 300]).Array[1, 25].SampleAsync(
            async steps =>
            {
                using var rehearsal = new Rehearsal();
                foreach (var (step, size) in steps)
                {
                    await rehearsal.Do(step, size);
                }
            },
            iter: 60);

    private static Guid Boot(int number) => Some.Id(number);

    private static long[] Issue(TriggerNumbers numbers, int count) => [.. Enumerable.Range(0, count).Select(_ => numbers.Next())];

    private TriggerNumbers Open(Guid? boot = null, string station = "s1")
    {
        _opened.Add(new TriggerNumbers(_device.Database, station, _device.Folder.At("triggers"), boot ?? Boot(1)));
        return _opened[^1];
    }

    private Task Record(IEnumerable<long> triggers) => _device.Inspections.RecordAsync([.. triggers.Select(t => Some.Recorded(t))]);

    private void Restore(byte[] content)
    {
        // another file under the name, so that the first object's mapping is not cut from under it
        File.Delete(IssuedFile);
        File.WriteAllBytes(IssuedFile, content);
    }

    private enum Step
    {
        Issue,
        Record,
        Kill,
        PowerCut,
        CleanStop,
    }

    /// <summary>A station with a memory of its own of what was issued and recorded.</summary>
    private sealed class Rehearsal : IDisposable
    {
        private readonly Device _device = new();
        private readonly List<TriggerNumbers> _killed = [];
        private readonly List<byte[]> _onDisk = [];
        private readonly HashSet<long> _used = [];
        private readonly SortedSet<long> _known = [];
        private readonly SortedSet<long> _recorded = [];
        private TriggerNumbers _numbers;
        private int _boot = 1;

        public Rehearsal() => _numbers = Start();

        private string IssuedFile => _device.Folder.At("s1.issued");

        public async Task Do(Step step, int size)
        {
            switch (step)
            {
                case Step.Issue:
                    for (var i = 0; i < size; i++)
                    {
                        var number = _numbers.Next();
                        _used.Add(number).ShouldBeTrue($"{number} was used before");
                        _known.Add(number);
                    }

                    _onDisk.Add(File.ReadAllBytes(IssuedFile));
                    break;
                case Step.Record:
                    var batch = _known.Except(_recorded).Where((_, i) => i % 3 == size % 3).Take(size).ToArray();
                    await _device.Inspections.RecordAsync([.. batch.Select(n => Some.Recorded(n))]);
                    _recorded.UnionWith(batch);
                    break;
                case Step.Kill:
                    _killed.Add(_numbers);
                    _numbers = Start();
                    break;
                case Step.PowerCut:
                    _killed.Add(_numbers);
                    var old = _onDisk[size % _onDisk.Count];
                    File.Delete(IssuedFile);
                    await File.WriteAllBytesAsync(IssuedFile, old);
                    var last = Math.Max(BitConverter.ToInt64(old), _recorded.Max);
                    _known.RemoveWhere(n => n > last);
                    _boot++;
                    _numbers = Start();
                    break;
                case Step.CleanStop:
                    _numbers.Dispose();
                    _boot += size % 2;
                    _numbers = Start();
                    break;
            }
        }

        public void Dispose()
        {
            _killed.Append(_numbers).ToList().ForEach(n => n.Dispose());
            _device.Dispose();
        }

        private TriggerNumbers Start()
        {
            var numbers = new TriggerNumbers(_device.Database, "s1", _device.Folder.Path, Boot(_boot));
            numbers.OpenAtStart().ShouldBe(_known.Except(_recorded));
            _onDisk.Clear();
            _onDisk.Add(File.ReadAllBytes(IssuedFile));
            return numbers;
        }
    }
}
