import { useQuery } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { Overview } from "../api/types.ts";
import { useLive } from "../live/LiveProvider.tsx";

export function useOverview() {
  const linked = useLive((state) => state.link === "open");
  return useQuery({
    queryKey: keys.overview,
    queryFn: ({ signal }) => http.get<Overview>("/api/console/overview", signal),
    refetchInterval: linked ? 30_000 : 10_000,
  });
}
