/** Milliseconds that the machine's clock is ahead of the true one, as `npm run test:days` shifts it; zero otherwise. */
const ahead = Number(process.env.TEST_CLOCK_AHEAD_MS ?? 0);

/** The environment of a browser: Chromium does not start beside the library that shifts clocks. */
export function browserEnvironment(): Record<string, string | undefined> {
  const { LD_PRELOAD: _shifted, ...rest } = process.env;
  return ahead === 0 ? process.env : rest;
}

/** What a page runs first, so that it sees the machine's shifted clock; undefined when there is none. */
export const pageClock =
  ahead === 0
    ? undefined
    : `{
        const now = Date.now;
        globalThis.Date = new Proxy(Date, {
          construct: (date, args, made) => Reflect.construct(date, args.length === 0 ? [now() + ${ahead}] : args, made),
          apply: () => new Date().toString(),
          get: (date, key) => (key === 'now' ? () => now() + ${ahead} : Reflect.get(date, key)),
        });
      }`;
