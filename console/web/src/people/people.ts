import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { AgentRole, Person } from "../api/types.ts";

const PEOPLE = "/api/console/people";

export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly role: AgentRole;
}

export interface PersonChange {
  readonly id: string;
  readonly role?: AgentRole;
  readonly disabled?: boolean;
  readonly capacity?: number;
}

export function usePeople() {
  return useQuery({
    queryKey: keys.people,
    queryFn: ({ signal }) => http.get<{ items: readonly Person[] }>(PEOPLE, signal),
    select: (answer) => answer.items,
  });
}

function useRefreshing<T>(call: (input: T) => Promise<unknown>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSettled: () => cache.invalidateQueries({ queryKey: keys.people }),
  });
}

export function useInvite() {
  return useRefreshing((invitation: Invitation) => http.post(PEOPLE, invitation));
}

export function useChangePerson() {
  return useRefreshing(({ id, ...change }: PersonChange) =>
    http.patch(`${PEOPLE}/${encodeURIComponent(id)}`, change),
  );
}

export function useSendLink() {
  return useRefreshing((id: string) => http.post(`${PEOPLE}/${encodeURIComponent(id)}/reset`));
}
