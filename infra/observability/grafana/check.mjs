#!/usr/bin/env node
// Holds every dashboard against Grafana's own types (npm: @grafana/schema 11.6, typescript 5), which are fetched into a
// temporary folder: node infra/observability/grafana/check.mjs. Exits with 1 and the compiler's words when one is unfit.
// `definition` of a variable and what an annotation asks of Prometheus are in what Grafana itself exports, but not in those
// types.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'dashboards');
const kinds = { timeseries: 'TimeSeries', stat: 'Stat', bargauge: 'BarGauge', heatmap: 'Heatmap', table: 'Table' };
const withoutFieldConfig = new Set(['stat', 'bargauge']);
const schema = './node_modules/@grafana/schema/dist/esm/raw';

let checked = 0;
let source = `import * as d from '${schema}/dashboard/x/dashboard_types.gen';\n`;
for (const [kind, name] of Object.entries(kinds)) {
  source += `import * as ${kind} from '${schema}/composable/${kind}/panelcfg/x/${name}PanelCfg_types.gen';\n`;
}
source += `
type Loose<T> = T extends string ? \`\${T}\` | T : T extends number | boolean | null | undefined ? T
  : T extends (infer U)[] ? Loose<U>[] : T extends object ? { [K in keyof T]?: Loose<T[K]> } : T;
type Query = { refId: string; expr: string; datasource: Loose<d.DataSourceRef>; legendFormat?: string; instant?: boolean;
  range?: boolean; format?: 'time_series' | 'table' | 'heatmap'; exemplar?: boolean; editorMode?: 'code' | 'builder' };
type Override = { matcher: { id: string; options?: unknown }; properties: { id: string; value?: unknown }[] };
type Of<T extends string, O, F> = Omit<Loose<d.Panel>, 'type' | 'options' | 'fieldConfig' | 'targets'> & { type: T;
  options: Loose<O>; targets: Query[]; fieldConfig: { defaults: Omit<Loose<d.FieldConfig>, 'custom'> & { custom?: Loose<F> };
  overrides: Override[] } };
type Head = Omit<Loose<d.Dashboard>, 'panels' | 'id'> & { id: null };
`;
for (const file of readdirSync(folder).sort()) {
  const { panels, ...head } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  head.templating.list.forEach((variable) => delete variable.definition);
  head.annotations.list.forEach((annotation) => ['expr', 'step', 'useValueForTime', 'titleFormat', 'textFormat'].forEach((key) => delete annotation[key]));
  source += `// ${file}\nexport const head${checked}: Head = ${JSON.stringify(head, null, 1)};\n`;
  for (const panel of panels) {
    const custom = withoutFieldConfig.has(panel.type) ? 'Record<string, never>' : `${panel.type}.FieldConfig`;
    const type = panel.type === 'row' ? 'Loose<d.RowPanel>' : `Of<'${panel.type}', ${panel.type}.Options, ${custom}>`;
    source += `// ${file}: ${panel.title}\nexport const panel${checked++}: ${type} = ${JSON.stringify(panel, null, 1)};\n`;
  }
}

const work = mkdtempSync(join(tmpdir(), 'doorbuster-grafana-'));
try {
  const run = (...words) => execFileSync('npx', words, { cwd: work, stdio: ['ignore', 'inherit', 'ignore'] });
  writeFileSync(join(work, 'check.ts'), source);
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent',
    '@grafana/schema@11.6', 'typescript@5'], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  run('tsc', '--noEmit', '--strict', '--skipLibCheck', '--moduleResolution', 'bundler', '--module', 'esnext',
    '--target', 'es2022', 'check.ts');
  console.log(`${checked} panels are as Grafana's own types say`);
} catch {
  console.error('a dashboard is not what Grafana reads, or the types cannot be had');
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true });
}
