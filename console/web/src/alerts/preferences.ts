import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";

export const WAYS = ["sound", "desktop", "title"] as const;
export const KINDS = ["chat", "message"] as const;
export type Way = (typeof WAYS)[number];
export type Kind = (typeof KINDS)[number];
export type Alerts = Readonly<Record<`${Kind}_${Way}`, boolean>>;

interface Preferences {
  readonly alerts: Alerts;
}

const PREFERENCES = "/api/console/preferences";

export function useAlertChoices() {
  return useQuery({
    queryKey: keys.preferences,
    queryFn: ({ signal }) => http.get<Preferences>(PREFERENCES, signal),
    staleTime: 300_000,
  });
}

export function useChooseAlerts() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (alerts: Alerts) => http.put<Preferences>(`${PREFERENCES}/alerts`, alerts),
    onSuccess: (answer) => cache.setQueryData(keys.preferences, answer),
  });
}
