import { QueryClientProvider } from "@tanstack/react-query";
import { Tooltip } from "radix-ui";
import { RouterProvider } from "react-router";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import { Notices } from "../ui/Notices.tsx";
import { createQueryClient } from "./query-client.ts";
import { router } from "./router.tsx";

const cache = createQueryClient();
http.onSignedOut = () => cache.setQueryData(keys.session, null);

export function App() {
  return (
    <QueryClientProvider client={cache}>
      <Tooltip.Provider delayDuration={400}>
        <RouterProvider router={router} />
        <Notices />
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}
