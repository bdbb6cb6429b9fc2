import { formatLocale } from "../locales/language.ts";
import { timeWords as words } from "./time-words.ts";

/** All inputs are ISO 8601 in UTC; one that is not is shown as it came. */

function written(iso: string, locale: string, format: Intl.DateTimeFormatOptions): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : new Intl.DateTimeFormat(locale, format).format(at);
}

export function clockTime(iso: string, locale: string = formatLocale): string {
  return written(iso, locale, { hour: "2-digit", minute: "2-digit" });
}

export function fullTime(iso: string, locale: string = formatLocale): string {
  return written(iso, locale, { dateStyle: "medium", timeStyle: "short" });
}

/** For narrow places: no year, no seconds. */
export function briefTime(iso: string, locale: string = formatLocale): string {
  const format: Intl.DateTimeFormatOptions = {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  };
  return written(iso, locale, format);
}

export function dayOf(iso: string, now: number, locale: string = formatLocale): string {
  const at = new Date(iso);
  const days = Math.round((startOfDay(now) - startOfDay(at.getTime())) / 86_400_000);
  if (days === 0) return words.today;
  if (days === 1) return words.yesterday;
  const sameYear = at.getFullYear() === new Date(now).getFullYear();
  const format: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(locale, sameYear ? format : { ...format, year: "numeric" }).format(
    at,
  );
}

export function isSameDay(a: string, b: string): boolean {
  return startOfDay(Date.parse(a)) === startOfDay(Date.parse(b));
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** A row's age in one short word: `now`, `5m`, `3h`, `2d`, then the date. */
export function shortAge(iso: string, now: number, locale: string = formatLocale): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1_000);
  if (seconds < 60) return words.now;
  if (seconds < 3_600) return words.minutes(Math.floor(seconds / 60));
  if (seconds < 86_400) return words.hours(Math.floor(seconds / 3_600));
  if (seconds < 7 * 86_400) return words.days(Math.floor(seconds / 86_400));
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }).format(new Date(iso));
}

/** A wait that somebody watches: to the second in the first hour. */
export function waitOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  if (minutes === 0) return words.seconds(`${whole}`);
  if (minutes < 60)
    return `${words.minutes(minutes)}${words.gap}${words.seconds(padded(whole % 60))}`;
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? `${words.hours(hours)}${words.gap}${words.minutes(padded(minutes % 60))}`
    : words.days(Math.floor(hours / 24));
}

function padded(number: number): string {
  return String(number).padStart(2, "0");
}

export function secondsSince(iso: string, now: number): number {
  return Math.max(0, (now - Date.parse(iso)) / 1_000);
}
