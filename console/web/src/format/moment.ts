import { formatLocale } from "../locales/language.ts";

/** Between the server's UTC moments and what an `<input type="datetime-local">` holds. */
export function toLocalInput(iso: string | null): string {
  if (!iso) return "";
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** Null for an empty or half-typed field. */
export function fromLocalInput(text: string): string | null {
  const at = new Date(text);
  return text && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
}

/** A day without a time, such as `2026-12-31`, in the reader's spelling. */
export function dayInWords(day: string, locale: string = formatLocale): string {
  const format: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
  return new Intl.DateTimeFormat(locale, { ...format, timeZone: "UTC" }).format(new Date(day));
}
