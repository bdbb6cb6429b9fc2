import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly languages: readonly string[];
  readonly topics: readonly string[];
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

export interface TeamDraft {
  readonly id: string | null;
  readonly name: string;
  readonly languages: readonly string[];
  readonly topics: readonly string[];
  readonly members: readonly string[];
}

export interface Rules {
  readonly assignment: "offered" | "automatic";
  readonly answer_minutes: number;
  readonly away_minutes: number;
}

export interface Hours {
  readonly time_zone: string;
  readonly weekly: readonly (readonly (readonly [string, string])[])[];
  readonly holidays: readonly string[];
}

export interface SiteHours {
  readonly site: string;
  readonly name: string;
  readonly hours: Hours | null;
}

const API = "/api/console";
const TEAMS = ["teams"] as const;
const RULES = ["routing"] as const;
const HOURS = ["hours"] as const;

export function useTeams() {
  return useQuery({
    queryKey: TEAMS,
    queryFn: ({ signal }) => http.get<{ items: readonly Team[] }>(`${API}/teams`, signal),
    select: (answer) => answer.items,
  });
}

export function useRules() {
  return useQuery({
    queryKey: RULES,
    queryFn: ({ signal }) => http.get<{ rules: Rules }>(`${API}/routing`, signal),
    select: (answer) => answer.rules,
  });
}

export function useHours() {
  return useQuery({
    queryKey: HOURS,
    queryFn: ({ signal }) => http.get<{ items: readonly SiteHours[] }>(`${API}/hours`, signal),
    select: (answer) => answer.items,
  });
}

function useSaving<T>(key: readonly string[], save: (input: T) => Promise<unknown>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: () => cache.invalidateQueries({ queryKey: key }),
  });
}

export function useSaveTeam() {
  return useSaving(TEAMS, ({ id, ...team }: TeamDraft) =>
    id === null ? http.post(`${API}/teams`, team) : http.put(`${API}/teams/${id}`, team),
  );
}

export function useRemoveTeam() {
  return useSaving(TEAMS, (id: string) => http.delete(`${API}/teams/${id}`));
}

export function useSaveRules() {
  return useSaving(RULES, (rules: Rules) => http.put(`${API}/routing`, rules));
}

export function useSaveHours() {
  return useSaving(HOURS, ({ site, hours }: { site: string; hours: Hours | null }) =>
    http.put(`${API}/hours/${encodeURIComponent(site)}`, { hours }),
  );
}

/** `a, b` → `["a", "b"]`; Chinese commas too. */
export function parted(text: string): string[] {
  return text
    .split(/[,，、]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

export function spansText(day: readonly (readonly [string, string])[]): string {
  return day.map(([from, to]) => `${from}-${to}`).join(", ");
}

/** Null for what is no list of spans. */
export function readSpans(text: string): [string, string][] | null {
  const spans: [string, string][] = [];
  for (const part of parted(text)) {
    const found = /^(\d\d:\d\d)\s*[-–—]\s*(\d\d:\d\d)$/.exec(part);
    if (!found?.[1] || !found[2]) return null;
    spans.push([found[1], found[2]]);
  }
  return spans;
}
