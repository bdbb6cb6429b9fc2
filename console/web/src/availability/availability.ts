import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import type { AvailabilityState } from "../live/frames.ts";

export const AVAILABILITIES: readonly AvailabilityState[] = ["online", "away", "off"];

interface Answer {
  readonly availability: AvailabilityState;
  readonly state: AvailabilityState;
}

const PATH = "/api/console/availability";
const KEY = ["availability"] as const;

export function useAvailability() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => http.get<Answer>(PATH, signal),
  });
}

export function useChooseAvailability() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (availability: AvailabilityState) => http.put<Answer>(PATH, { availability }),
    onSuccess: (answer) => cache.setQueryData(KEY, answer),
  });
}
