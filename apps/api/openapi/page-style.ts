/** Dark on light or light on dark as the reader has it; contrast of at least 7:1. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #16202b; --paper: #fff; --line: #b9c4d0; --quiet: #3c4a59; --tint: #eef3f8; --link: #003e75; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eaf0f6; --paper: #10161d; --line: #44525f; --quiet: #c3ced9; --tint: #1a232d; --link: #a9d1ff; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header, nav, main { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
h1 { margin: 1.5rem 0 0.5rem; } h2 { margin: 2.5rem 0 0.5rem; } h3 { margin: 0 0 0.25rem; } h4 { margin: 1.25rem 0 0.25rem; }
a { color: var(--link); }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: 0.5rem; }
nav ul { margin: 0; padding-left: 1.25rem; }
article { border: 1px solid var(--line); border-radius: 0.5rem; padding: 1rem 1.25rem; margin: 1rem 0; }
article p { margin: 0.25rem 0; }
code, pre { font: 0.9rem/1.5 ui-monospace, monospace; }
pre { background: var(--tint); padding: 0.75rem; overflow-x: auto; border-radius: 0.25rem; margin: 0.25rem 0; }
.route { font-weight: 600; overflow-wrap: anywhere; color: var(--quiet); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0.25rem 0; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0 0.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 600; }
`;
