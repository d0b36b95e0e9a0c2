extension HTMLPage {
    /// How pages look, by light and by dark. Colours of layers are hues: `c0` to `c9`, and `base`.
    static let stylesheet: StaticString = """

        :root {
          color-scheme: light dark;
          --page: #fff; --text: #1f2328; --dim: #59636e; --line: #d1d9e0; --soft: #f6f8fa;
          --pass: #1a7f37; --fail: #cf222e; --medium: #9a6700; --low: #0969da;
          --base: #c8d1da; --stripe: #8c959f; --strength: 62%; --light: 78%;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #0d1117; --text: #e6edf3; --dim: #9198a1; --line: #3d444d; --soft: #151b23;
            --pass: #3fb950; --fail: #ff7b72; --medium: #d29922; --low: #58a6ff;
            --base: #444c56; --stripe: #768390; --strength: 40%; --light: 32%;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: var(--page); color: var(--text);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
        }
        main, footer { max-width: 74rem; margin: 0 auto; padding: 1rem 1.5rem; }
        footer, .dim { color: var(--dim); }
        footer { font-size: 13px; border-top: 1px solid var(--line); }
        h1 { margin: 0; font-size: 1.6rem; overflow-wrap: anywhere; }
        h2 { margin: 2rem 0 .5rem; font-size: 1.2rem; border-bottom: 1px solid var(--line); }
        h3 { margin: 1rem 0 .3rem; font-size: 1rem; }
        p { margin: .4rem 0; }
        code, .path { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .9em; }
        code, .path, td, dd, pre { overflow-wrap: anywhere; }
        pre { white-space: pre-wrap; margin: .3rem 0; padding: .5rem; background: var(--soft); border-radius: 6px; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        .gates, .sides { width: auto; min-width: 40rem; max-width: 100%; }
        th { text-align: left; color: var(--dim); font-size: 13px; font-weight: 600; white-space: nowrap; }
        th, td { padding: .25rem .6rem .25rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .verdict { display: inline-block; margin: .6rem 0; padding: .3rem .8rem; border-radius: 6px;
          border: 1px solid; font-weight: 600; }
        .pass { color: var(--pass); } .fail { color: var(--fail); }
        td.pass, td.fail { font-weight: 600; white-space: nowrap; }
        .facts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: .8rem 0; padding: 0; }
        .facts div { display: flex; flex-direction: column-reverse; }
        .facts dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums; }
        .facts dt { color: var(--dim); font-size: 13px; }
        .bar { display: grid; grid-template-columns: 10rem 1fr; align-items: center; margin: .3rem 0; }
        .strip { display: flex; height: 1.7rem; }
        .strip span { overflow: hidden; white-space: nowrap; text-align: center; font-size: 12px; line-height: 1.7rem;
          border-right: 1px solid var(--page); }
        .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; font-size: 13px; color: var(--dim); }
        .swatch { display: inline-block; width: .9em; height: .9em; margin-right: .4em; border-radius: 2px; vertical-align: -.1em; }
        td .swatch { float: left; margin-top: .35em; }
        .c0 { --hue: 212; } .c1 { --hue: 28; } .c2 { --hue: 130; } .c3 { --hue: 285; } .c4 { --hue: 50; }
        .c5 { --hue: 180; } .c6 { --hue: 340; } .c7 { --hue: 90; } .c8 { --hue: 250; } .c9 { --hue: 5; }
        .c0, .c1, .c2, .c3, .c4, .c5, .c6, .c7, .c8, .c9 { background-color: hsl(var(--hue) var(--strength) var(--light)); }
        .base { background-color: var(--base); }
        .own { background-color: hsl(212 var(--strength) var(--light)); }
        .hidden { background: repeating-linear-gradient(45deg, var(--stripe) 0 2px, transparent 2px 7px); }
        .map { position: relative; min-width: 60rem; aspect-ratio: 1152 / 560; background: var(--soft); }
        .map div { position: absolute; overflow: hidden; white-space: nowrap; font-size: 12px; line-height: 15px;
          padding: 0 3px; border: 1px solid var(--page); text-overflow: ellipsis; }
        .map .directory { background: var(--soft); border-color: var(--line); color: var(--dim); }
        .map .small { background: var(--base); opacity: .6; }
        details { border-bottom: 1px solid var(--line); padding: .3rem 0; }
        td details { border: 0; padding: 0; }
        summary { cursor: pointer; overflow-wrap: anywhere; }
        summary .bytes { float: right; padding-left: 1rem; font-variant-numeric: tabular-nums; }
        summary .path { color: var(--dim); margin-left: .5rem; }
        .severity { display: inline-block; min-width: 4.6rem; margin-right: .5rem; padding: 0 .5rem; border: 1px solid;
          border-radius: 999px; font-size: 12px; font-weight: 600; text-align: center; }
        .critical { color: var(--page); background: var(--fail); border-color: var(--fail); }
        .high { color: var(--fail); } .medium { color: var(--medium); } .low { color: var(--low); } .info { color: var(--dim); }
        details dl { display: grid; grid-template-columns: 7rem 1fr; gap: .3rem 1rem; margin: .5rem 0 .8rem 1rem; }
        details dt { color: var(--dim); } details dd { margin: 0; }
        ul { margin: 0; padding-left: 1.1rem; }
        @media (max-width: 40rem) {
          main, footer { padding: .8rem; }
          .bar, details dl { grid-template-columns: 1fr; }
        }

        """
}
