import type { DistrictView } from '@buurtbalans/contracts';

/** Districts to choose from; with their municipality where there are several, since names return (49 wijken are called Centrum). */
export function districtOptions(districts: readonly DistrictView[]): { value: string; label: string }[] {
  const isOne = new Set(districts.map(({ municipality }) => municipality?.code)).size <= 1;
  return districts.map(({ code, name, municipality }) => ({
    value: code,
    label: isOne || !municipality ? name : `${name} (${municipality.name})`,
  }));
}
