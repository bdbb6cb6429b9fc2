import { formatLocale } from "../locales/language.ts";

const KIB = 1_024;
const UNITS = ["byte", "kilobyte", "megabyte"] as const;

/** Bytes as people say them: whole up to a megabyte, one decimal from there. */
export function sizeOf(bytes: number, locale: string = formatLocale): string {
  const power = bytes < KIB ? 0 : bytes < KIB * KIB ? 1 : 2;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[power],
    maximumFractionDigits: power === 2 ? 1 : 0,
  }).format(bytes / KIB ** power);
}
