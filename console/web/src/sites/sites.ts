import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";

export interface LookTexts {
  readonly launcher: string;
  readonly greeting: string;
  readonly line: string;
  readonly topics: readonly string[];
}

export interface Look {
  readonly accent: string;
  readonly corner: number;
  readonly position: "end" | "start";
  readonly avatar: string;
  readonly texts: Readonly<Record<string, LookTexts>>;
}

export interface Rule {
  readonly id: string;
  readonly text: Readonly<Record<string, string>>;
  readonly address: string;
  readonly product: string;
  readonly seconds: number;
  readonly cart: string | null;
  readonly returning: boolean;
  readonly enabled: boolean;
}

export interface Site {
  readonly key: string;
  readonly name: string;
  readonly origins: readonly string[];
  readonly look: Look;
  readonly rules: readonly Rule[];
  readonly tag: string;
}

interface Accent {
  readonly colour: string;
  readonly on: string;
  readonly given: boolean;
}

export interface Colours {
  readonly light: Accent;
  readonly dark: Accent;
}

const PATH = "/api/console/sites";
const KEY = ["sites"];
export const NO_TEXTS: LookTexts = { launcher: "", greeting: "", line: "", topics: [] };

export function useSites() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => http.get<{ items: readonly Site[] }>(PATH, signal),
    select: (answer) => answer.items,
  });
}

/** What becomes of a colour so that it can be read; nothing is asked for half a colour. */
export function useColours(accent: string) {
  const whole = /^#[0-9a-f]{6}$/i.test(accent);
  return useQuery({
    queryKey: [...KEY, "colours", accent.toLowerCase()],
    queryFn: ({ signal }) =>
      http.get<Colours>(
        `${PATH}/colours?accent=${encodeURIComponent(accent.toLowerCase())}`,
        signal,
      ),
    enabled: whole,
    placeholderData: (known) => (whole ? known : undefined),
  });
}

export function useSaveSite() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ key, name, origins, look, rules }: Site) =>
      http.put<Site>(`${PATH}/${encodeURIComponent(key)}`, { name, origins, look, rules }),
    onSettled: () => cache.invalidateQueries({ queryKey: KEY, exact: true }),
  });
}
