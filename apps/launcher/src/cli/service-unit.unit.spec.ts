import { describe, expect, it } from 'vitest';
import { ROOT } from '../options.ts';
import { EXIT } from '../start-error.ts';
import { serviceUnit } from './service-unit.ts';

const line = (unit: string, name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)![1]!;

describe('the service file', () => {
  it('[E72] runs this copy with its own Node, on the folder that was named', () => {
    const unit = serviceUnit({ data: '/srv/buurt', user: 'buurtbalans', port: '3100', host: '127.0.0.1' });
    expect(line(unit, 'ExecStart')).toBe(
      `"${process.execPath}" "${ROOT}/apps/launcher/src/main.ts" "--data" "/srv/buurt" "--port" "3100" "--host" "127.0.0.1"`,
    );
    expect(line(unit, 'WorkingDirectory')).toBe(ROOT);
    expect(line(unit, 'User')).toBe('buurtbalans');
  });

  it('[E72] is not started again after what somebody has to mend, and is left the time to stop', () => {
    const unit = serviceUnit({ data: '/srv/buurt' });
    expect(line(unit, 'Restart')).toBe('on-failure');
    expect(line(unit, 'RestartPreventExitStatus')).toBe('64 78');
    expect(line(unit, 'KillMode')).toBe('mixed');
    expect(Number(line(unit, 'TimeoutStopSec'))).toBeGreaterThan(45);
  });

  it('[E72] is started again for as long as it takes, at a pace that the machine can bear', () => {
    const unit = serviceUnit({ data: '/srv/buurt' });
    expect(line(unit, 'StartLimitIntervalSec')).toBe('0');
    expect(unit).not.toContain('StartLimitBurst');
    expect(Number(line(unit, 'RestartSec'))).toBeGreaterThanOrEqual(10);
    expect(Number(line(unit, 'RestartSec'))).toBeLessThanOrEqual(15);
    // after a power cut the folder may still be held, or the database not be there yet
    expect(line(unit, 'RestartPreventExitStatus').split(' ')).not.toContain(String(EXIT.inUse));
    expect(line(unit, 'RestartPreventExitStatus').split(' ')).not.toContain(String(EXIT.temporary));
  });

  it('[E72] takes paths with any letters, and refuses a line break', () => {
    expect(line(serviceUnit({ data: '/srv/buurt "één" $HOME 100%\\x' }), 'ExecStart')).toContain(
      '"/srv/buurt \\"één\\" $$HOME 100%%\\\\x"',
    );
    expect(() => serviceUnit({ data: '/srv/a\nUser=root' })).toThrow('line break');
  });
});
