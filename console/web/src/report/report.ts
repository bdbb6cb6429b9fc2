import { useQuery } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { language as spoken } from "../locales/language.ts";
import { words } from "./words.ts";

export interface Responses {
  readonly asked: number;
  readonly answered: number;
  readonly median_s: number | null;
  readonly p90_s: number | null;
  readonly within_3_minutes: number | null;
}

export interface Counted {
  readonly key: string;
  readonly count: number;
}

export type OutcomeName = keyof typeof words.outcomeNames;

export interface Report {
  readonly time_zone: string;
  readonly conversations: number;
  readonly handoffs: number;
  readonly first_answer: Responses;
  readonly first_person: Responses;
  readonly outcomes: Readonly<Record<OutcomeName, number>>;
  readonly reasons: readonly Counted[];
  readonly ratings: readonly Counted[];
  readonly days: readonly {
    readonly day: string;
    readonly conversations: number;
    readonly handoffs: number;
    readonly resolved: number;
  }[];
  readonly hours: readonly {
    readonly hour: number;
    readonly conversations: number;
    readonly handoffs: number;
  }[];
}

export interface Filters {
  readonly since: string;
  readonly until: string;
  readonly team: string;
  readonly language: string;
}

const PATH = "/api/console/report";

/** `2026-11-26` by this browser's clock. */
export function dayBefore(days: number, now: Date = new Date()): string {
  const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);
  const padded = (number: number) => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${padded(at.getMonth() + 1)}-${padded(at.getDate())}`;
}

export function search({ since, until, team, language }: Filters): string {
  const asked = new URLSearchParams({ since, until });
  asked.set("time_zone", Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
  if (team) asked.set("team", team);
  if (language) asked.set("language", language);
  return asked.toString();
}

export function downloadPath(filters: Filters): string {
  return `${PATH}/conversations.csv?${search(filters)}&words=${spoken}`;
}

export function useReport(filters: Filters) {
  return useQuery({
    queryKey: ["report", search(filters)],
    queryFn: ({ signal }) => http.get<Report>(`${PATH}?${search(filters)}`, signal),
    placeholderData: (before) => before,
    enabled: filters.since !== "" && filters.until !== "",
  });
}

/** Seconds as somebody would say them. */
export function duration(seconds: number | null): string {
  if (seconds === null) return words.nothing;
  if (seconds < 90) return words.seconds(seconds.toFixed(seconds < 10 ? 1 : 0));
  if (seconds < 7_200) return words.minutes((seconds / 60).toFixed(seconds < 600 ? 1 : 0));
  return words.hours((seconds / 3_600).toFixed(seconds < 36_000 ? 1 : 0));
}
