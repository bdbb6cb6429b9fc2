import { useQuery } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { AvailabilityState } from "../live/frames.ts";
import { useLive } from "../live/LiveProvider.tsx";

export interface WaitingOne {
  readonly id: string;
  readonly queued_at: string;
  readonly reason: string | null;
  readonly topic: string;
  readonly locale: string;
  readonly team: string | null;
  /** Whose claim of it ran out since it waits. */
  readonly unanswered_by: readonly string[];
}

export interface AgentNow {
  readonly id: string;
  readonly name: string;
  readonly state: AvailabilityState;
  readonly held: number;
  readonly unanswered: number;
  readonly capacity: number;
  readonly teams: readonly string[];
}

export interface Now {
  readonly waiting: number;
  readonly longest_since: string | null;
  readonly served: number;
  readonly unanswered: number;
  readonly callbacks: number;
  readonly places: number;
  readonly free: number;
  readonly queue: readonly WaitingOne[];
  readonly agents: readonly AgentNow[];
}

/** Fetched anew when lists or presence changed, and now and then where a hint was lost. */
export function useNowView() {
  const here = useLive((state) => state.agents);
  const presence = here.map((agent) => `${agent.id} ${agent.state}`).join();
  return useQuery({
    queryKey: [...keys.overview, "supervisor", presence],
    queryFn: ({ signal }) => http.get<Now>("/api/console/supervisor", signal),
    placeholderData: (before) => before,
    refetchInterval: 15_000,
  });
}
