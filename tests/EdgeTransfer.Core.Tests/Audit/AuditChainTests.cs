namespace EdgeTransfer.Core.Audit;

public class AuditChainTests
{
    private static readonly Gen<string> Text = Gen.String[0, 12];

    private static readonly Gen<AuditRow[]> Chains = Gen.Select(Text, Text, Text, Text, Text).Select(t => new AuditRow(0, t.Item1, t.Item2, t.Item3, "part", t.Item4, t.Item5, ""))
        .Array[2, 12].Select(Chained);

    /// <summary>Each gives the row another content, or another hash.</summary>
    private static readonly Func<AuditRow, string, AuditRow>[] Changes =
    [
        (row, text) => row with { At = row.At + text },
        (row, text) => row with { Kind = row.Kind + text },
        (row, text) => row with { Product = text + row.Product },
        (row, text) => row with { Subject = row.Subject + text },
        (row, text) => row with { By = text + row.By },
        (row, text) => row with { Json = row.Json + text },
        (row, text) => row with { Previous = row.Previous + text },
        (row, text) => row with { Hash = row.Hash + text },
        (row, text) => row with { Product = row.Product + text, Subject = "", By = row.By + row.Subject },
    ];

    [Fact]
    public void Verify_RowsAsTheyWereWritten_AreProvenAndHoldEveryHeadOfThePast() => Chains.Sample(rows =>
    {
        var report = AuditChain.Verify(rows, [.. rows.SelectMany(r => new[] { new ChainHead(r.Seq, r.Hash), new ChainHead(null, r.Hash) }), new(0, ChainHead.Beginning)]);

        report.ShouldBe(new(rows.Length, new(rows.Length, rows[^1].Hash), null));
    });

    [Fact]
    public void Verify_AnyFieldOfAnyRowChanged_NamesThatRow() =>
        Gen.Select(Chains, Gen.Int[0, 11], Gen.Int[0, Changes.Length - 1], Gen.String[1, 5]).Sample((rows, at, change, text) =>
        {
            at %= rows.Length;
            rows = [.. rows];
            rows[at] = Changes[change](rows[at], text);

            Broken(rows).ShouldBe((at + 1, ChainFault.Changed));
        });

    [Fact]
    public void Verify_RowChangedWithItsHash_IsFoundAtTheNextOneOrByAHeadFromOutside() =>
        Gen.Select(Chains, Gen.Int[0, 11], Gen.String[1, 5]).Sample((rows, at, text) =>
        {
            at %= rows.Length;
            ChainHead last = new(rows.Length, rows[^1].Hash);
            rows = [.. rows];
            rows[at] = Hashed(rows[at] with { Json = rows[at].Json + text });

            Broken(rows, last).ShouldBe(at == rows.Length - 1 ? (rows.Length, ChainFault.OtherChain) : (at + 2, ChainFault.Predecessor));
        });

    [Fact]
    public void Verify_RowTakenOut_IsMissing() => Gen.Select(Chains, Gen.Int[0, 10]).Sample((rows, at) =>
    {
        at %= rows.Length - 1;

        Broken([.. rows[..at], .. rows[(at + 1)..]]).ShouldBe((at + 1, ChainFault.Missing));
    });

    [Fact]
    public void Verify_RowTakenOutAndTheRestRenumbered_IsFoundThere() => Gen.Select(Chains, Gen.Int[0, 10]).Sample((rows, at) =>
    {
        at %= rows.Length - 1;
        AuditRow[] left = [.. rows[..at], .. rows[(at + 1)..].Select(r => r with { Seq = r.Seq - 1 })];

        Broken(left).ShouldBe((at + 1, ChainFault.Changed));
        Broken([.. left.Select(Hashed)]).ShouldBe((at + 1, ChainFault.Predecessor));
    });

    [Fact]
    public void Verify_SoundRowPutIn_IsFoundAtTheOneAfterIt() => Gen.Select(Chains, Gen.Int[0, 11]).Sample((rows, at) =>
    {
        at %= rows.Length;
        var more = Hashed(rows[at] with { Json = "put in" });

        Broken([.. rows[..at], more, .. rows[at..].Select(r => r with { Seq = r.Seq + 1 })]).ShouldBe((at + 2, ChainFault.Changed));
    });

    [Fact]
    public void Verify_TwoRowsSwapped_AreFoundAtTheFirst() => Gen.Select(Chains, Gen.Int[0, 11], Gen.Int[1, 11]).Sample((rows, at, step) =>
    {
        var (a, b) = (at % rows.Length, (at + 1 + (step % (rows.Length - 1))) % rows.Length);
        AuditRow[] swapped = [.. rows];
        (swapped[a], swapped[b]) = (rows[b] with { Seq = rows[a].Seq }, rows[a] with { Seq = rows[b].Seq });

        Broken(swapped).ShouldBe((Math.Min(a, b) + 1, ChainFault.Changed));
    });

    [Fact]
    public void Verify_EndCutOff_IsFoundByAHeadFromOutsideAlone() => Gen.Select(Chains, Gen.Int[0, 11], Gen.Bool).Sample((rows, left, numbered) =>
    {
        left %= rows.Length;

        AuditChain.Verify(rows[..left]).IsSound.ShouldBeTrue();
        Broken(rows[..left], new ChainHead(numbered ? rows.Length : null, rows[^1].Hash)).ShouldBe((left + 1, ChainFault.OtherChain));
    });

    [Fact]
    public void Verify_AllWrittenAnew_IsFoundAtTheRowOfTheHeadFromOutside() => Gen.Select(Chains, Gen.Int[0, 11]).Sample((rows, at) =>
    {
        at %= rows.Length;
        var anew = Chained([rows[0] with { Subject = "another" }, .. rows[1..]]);

        Broken(anew, new ChainHead(at + 1, rows[at].Hash)).ShouldBe((at + 1, ChainFault.OtherChain));
    });

    [Fact]
    public void Verify_NoRows_AreSound() => AuditChain.Verify([]).ShouldBe(new(0, new(0, ChainHead.Beginning), null));

    [Theory]
    [InlineData("17:0123456789abcdef0123456789abcdef0123456789ABCDEF0123456789abcdef", 17L)]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", null)]
    public void Parse_Head_IsRead(string text, long? seq)
    {
        ChainHead.Parse(text).Value.ShouldBe(new(seq, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData(":0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("-1:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg")]
    public void Parse_NoHead_IsRefused(string text)
    {
        ChainHead.Parse(text).Refusal.ShouldNotBeNull().Message.ShouldContain("no chain head");
    }

    private static (long Row, ChainFault Fault) Broken(AuditRow[] rows, params ChainHead[] expected)
    {
        var found = AuditChain.Verify(rows, expected).Break.ShouldNotBeNull();
        return (found.Row, found.Fault);
    }

    private static AuditRow[] Chained(AuditRow[] rows)
    {
        var previous = ChainHead.Beginning;
        var chain = new AuditRow[rows.Length];
        foreach (var (i, row) in rows.Index())
        {
            chain[i] = Hashed(row with { Seq = i + 1, Previous = previous });
            previous = chain[i].Hash;
        }

        return chain;
    }

    private static AuditRow Hashed(AuditRow row) => row with { Hash = row.ComputeHash() };
}
