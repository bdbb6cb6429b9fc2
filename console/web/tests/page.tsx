import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Tooltip } from "radix-ui";
import { createMemoryRouter, type RouteObject, RouterProvider } from "react-router";
import type { Agent } from "../src/api/types.ts";
import { AgentProvider } from "../src/session/session.ts";

const ADMIN: Agent = { id: "b", name: "Boss", email: "b@shop.test", role: "admin" };

/** The routes as the console has them around a page, seen by an admin; nothing is asked twice. */
export function openPage(routes: RouteObject[], { at = "/" } = {}) {
  const router = createMemoryRouter(routes, { initialEntries: [at] });
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <Tooltip.Provider>
        <AgentProvider value={ADMIN}>
          <RouterProvider router={router} />
        </AgentProvider>
      </Tooltip.Provider>
    </QueryClientProvider>,
  );
  return { router, user: userEvent.setup() };
}

export const ELSEWHERE: RouteObject = { path: "*", element: <p>elsewhere</p> };
