import { endpoints } from '@buurtbalans/contracts';
import { ENDPOINT } from './route.ts';

type Controller = { readonly prototype: object };

/** Ids of the endpoints that the controllers answer, as often as they do. */
export function handledBy(controllers: readonly Controller[]): string[] {
  return controllers.flatMap(({ prototype }) =>
    Object.values(Object.getOwnPropertyDescriptors(prototype)).flatMap(({ value }) =>
      typeof value === 'function' ? ((Reflect.getMetadata(ENDPOINT, value) as string | undefined) ?? []) : [],
    ),
  );
}

/** Stops the start-up when an endpoint of the contract has no handler, or more than one. */
export function checkHandlers(controllers: readonly Controller[]): void {
  const handled = handledBy(controllers);
  const wrong = Object.keys(endpoints).filter((id) => handled.filter((other) => other === id).length !== 1);
  if (wrong.length > 0) throw new Error(`endpoints without exactly one handler: ${wrong.join(', ')}`);
}
