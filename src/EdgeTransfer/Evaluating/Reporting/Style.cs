namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>The page's style sheet: system fonts, nothing from outside.</summary>
internal static class Style
{
    public const string Sheet = """
        :root { color-scheme: light; --ink: #1b2a41; --soft: #5b6876; --line: #dde3e9; }
        * { box-sizing: border-box; }
        body { margin: 0; background: #f4f6f8; color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 64px; }
        header { margin-bottom: 28px; }
        h1 { margin: 0; font-size: 32px; line-height: 1.2; letter-spacing: -.01em; overflow-wrap: anywhere; }
        header p { margin: 8px 0 0; color: var(--soft); overflow-wrap: anywhere; }
        header p.lead { margin-top: 16px; font-size: 19px; color: var(--ink); max-width: 56em; }
        h2 { margin: 44px 0 4px; font-size: 22px; }
        h2 + p { margin: 0 0 14px; color: var(--soft); max-width: 60em; overflow-wrap: anywhere; }
        h3 { margin: 0 0 10px; font-size: 16px; }
        section.card, figure, .numbers > div { background: #fff; border: 1px solid var(--line); border-radius: 10px; }
        figure { margin: 0; padding: 18px 20px; }
        figure svg { display: block; width: 100%; height: auto; font-family: inherit; }
        figcaption { margin-top: 10px; color: var(--soft); font-size: 14.5px; }
        .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); gap: 18px; align-items: start; }
        .two.uneven { grid-template-columns: repeat(auto-fit, minmax(min(360px, 100%), 1fr)); }
        @media (min-width: 1000px) { .two.uneven { grid-template-columns: 2fr 3fr; } }
        .two + .two, main > figure + figure, .two + figure, figure + .two { margin-top: 18px; }
        .numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 14px; }
        .numbers > div { padding: 16px 18px; }
        .numbers b { display: block; font-size: 26px; line-height: 1.2; font-variant-numeric: tabular-nums; }
        .numbers b small { font-size: 16px; font-weight: 500; color: var(--soft); }
        .numbers strong { display: block; margin-bottom: 6px; font-size: 14px; font-weight: 600; }
        .numbers span { display: block; margin-top: 4px; color: var(--soft); font-size: 14px; line-height: 1.4; }
        .key { display: inline-block; margin-right: 16px; color: var(--ink); font-size: 14px; white-space: nowrap; }
        .key i { display: inline-block; width: 14px; height: 10px; margin-right: 6px; border-radius: 3px; background: var(--c); }
        .keys { margin: 0 0 8px; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 15px; }
        th, td { padding: 7px 10px; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th:first-child, td:first-child { text-align: left; white-space: normal; overflow-wrap: anywhere; }
        thead th { color: var(--soft); font-weight: 600; font-size: 14px; vertical-align: bottom; }
        tbody tr:last-child td, tbody tr:last-child th { border-bottom: 0; }
        table.matrix td { text-align: center; border: 2px solid #fff; border-radius: 6px; min-width: 50px; }
        table.matrix { font-size: 14px; }
        table.matrix th { border: 0; font-weight: 500; padding: 6px 8px; max-width: 220px; overflow-wrap: normal; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
        table.matrix td { padding: 6px 4px; }
        table.matrix thead th { text-align: center; font-size: 12.5px; max-width: 110px; }
        table.matrix thead th:first-child { text-align: left; }
        table.matrix td small { display: block; font-size: 12px; opacity: .75; }
        .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(310px, 1fr)); gap: 16px; }
        .pictures figure { padding: 12px; }
        .pictures div { display: grid; grid-template-columns: 1fr 1fr; gap: 6px; }
        .pictures img { display: block; width: 100%; height: 210px; object-fit: contain; background: #eef1f4; border-radius: 6px; }
        .pictures figcaption { overflow-wrap: anywhere; line-height: 1.4; }
        .pictures + h3, .none + h3 { margin-top: 24px; }
        .verdict { display: inline-block; padding: 0 8px; border-radius: 9px; color: #fff; font-size: 12.5px; font-weight: 600; background: var(--c); }
        .none { margin: 0; padding: 14px 18px; background: #fff; border: 1px solid var(--line); border-radius: 10px; color: var(--soft); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; margin: 0; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        @media print { body { background: #fff; } figure, .numbers > div { break-inside: avoid; } }
        """;
}
