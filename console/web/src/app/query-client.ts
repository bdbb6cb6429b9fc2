import { QueryClient } from "@tanstack/react-query";
import { isPassing } from "../api/http.ts";

const RETRIES = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, problem) => failures < RETRIES && isPassing(problem),
      },
      mutations: { retry: false },
    },
  });
}
