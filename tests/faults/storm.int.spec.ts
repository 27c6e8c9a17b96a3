import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

describe('real processes under fire', () => {
  it('[E40] ten faults lose nothing, double nothing, and are over within twenty seconds', async () => {
    const { stdout } = await run(
      process.execPath,
      [join(import.meta.dirname, 'main.ts'), '--kills', '10', '--commands', '1500', '--seed', '7'],
      { timeout: 200_000 },
    );
    const report = JSON.parse(stdout) as Record<string, number>;
    expect(report).toMatchObject({
      kills: 10,
      lost: 0,
      doubled: 0,
      timers_early_late_or_twice: 0,
      effects_missing_or_twice: 0,
    });
    expect(report.acknowledged).toBeGreaterThan(1_000);
    expect(report.slowest_recovery_s).toBeLessThan(20);
  }, 220_000);
});
