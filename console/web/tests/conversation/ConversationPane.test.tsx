import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Tooltip } from "radix-ui";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Agent } from "../../src/api/types.ts";
import { ConversationPane } from "../../src/conversation/ConversationPane.tsx";
import { LiveProvider } from "../../src/live/LiveProvider.tsx";
import { AgentProvider } from "../../src/session/session.ts";
import { Notices } from "../../src/ui/Notices.tsx";
import { detailWith, innerRow, publicRow, stateRow } from "../events.ts";
import { SilentSocket, serve } from "../server.ts";

const ROOT = "/api/console/conversations/c1";
const mira: Agent = {
  id: `mira-${Math.random()}`,
  name: "Mira",
  email: "m@x.example",
  role: "agent",
};
const waiting = detailWith([
  publicRow(1, 0),
  innerRow(1, 1),
  innerRow(2, 2, {
    event: "note.added",
    author: { role: "agent", name: "Jun" },
    body: { text: "kind" },
  }),
  innerRow(3, 3, {
    event: "reply.suppressed",
    body: { messages: [{ kind: "text", text: "too late", sources: [] }, "?"] },
  }),
  publicRow(2, 4, { body: { kind: "hologram" } }),
]);
const withMira = { ...waiting.conversation, state: "human", version: 4, assignee: mira } as const;

function open() {
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <Tooltip.Provider>
        <AgentProvider value={mira}>
          <LiveProvider>
            <MemoryRouter>
              <ConversationPane id="c1" back="/inbox/queued" />
              <Notices />
            </MemoryRouter>
          </LiveProvider>
        </AgentProvider>
      </Tooltip.Provider>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

beforeEach(() => {
  vi.stubGlobal("WebSocket", SilentSocket);
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("an open conversation", () => {
  it("shows what agents alone see, and takes no harm from a message of an unknown kind", async () => {
    serve({
      [`GET ${ROOT}`]: () => ({ data: waiting }),
      [`POST ${ROOT}/seen`]: () => ({ data: {} }),
    });
    open();
    expect(await screen.findByText("Where an order is")).toBeDefined();
    expect(screen.getByText("Private note", { selector: "span" })).toBeDefined();
    expect(screen.getByText("too late")).toBeDefined();
    expect(screen.getByText(/cannot show yet/)).toBeDefined();
  });

  it("is claimed with the letter c at the version on the screen, and can then be answered", async () => {
    let current = waiting;
    const asked = serve({
      [`GET ${ROOT}`]: () => ({ data: current }),
      [`POST ${ROOT}/seen`]: () => ({ data: {} }),
      [`POST ${ROOT}/claim`]: () => {
        const events = [...waiting.events, stateRow(3, 5, "human")];
        current = { ...waiting, conversation: withMira, events };
        return { data: { conversation: withMira } };
      },
      [`POST ${ROOT}/messages`]: (body) => ({
        data: {
          event: publicRow(4, 9, {
            author: { role: "agent", name: "Mira" },
            body: { kind: "text", text: body.text, sources: [] },
          }),
        },
      }),
    });
    const user = open();
    await screen.findByText("The shopper is waiting for a person.");
    await user.keyboard("c");
    const field = await screen.findByLabelText("Reply to the shopper");
    expect(asked.find((one) => one.what.endsWith("/claim"))?.body).toEqual({ version: 3 });
    await user.type(field, "one{Shift>}{Enter}{/Shift}two{Enter}");
    await waitFor(() => expect(screen.queryByText("Sending…")).toBeNull());
    const sent = asked.filter((one) => one.what.endsWith("/messages"));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body.text).toBe("one\ntwo");
    expect(sent[0]?.body.cmid).toMatch(/^[0-9a-f-]{36}$/);
    expect(field).toHaveProperty("value", "");
  });

  it("says who was faster when the claim came too late, and shows the conversation as it is", async () => {
    const jun = { id: "jun", name: "Jun" };
    const withJun = { ...waiting.conversation, state: "human", version: 5, assignee: jun } as const;
    let current = waiting;
    serve({
      [`GET ${ROOT}`]: () => ({ data: current }),
      [`POST ${ROOT}/seen`]: () => ({ data: {} }),
      [`POST ${ROOT}/claim`]: () => {
        current = { ...waiting, conversation: withJun };
        const error = { code: "stale_version", message: "" };
        return { status: 409, data: { error, conversation: withJun } };
      },
    });
    const user = open();
    await user.click(await screen.findByRole("button", { name: "Claim to reply" }));
    expect(await screen.findByText("Jun has taken this conversation meanwhile.")).toBeDefined();
    expect(await screen.findByText(/Jun has this conversation/)).toBeDefined();
    expect(screen.queryByRole("button", { name: /Claim/ })).toBeNull();
  });

  it("keeps the last words where they could not be sent, and not where they are in vain", async () => {
    let status = 503;
    serve({
      [`GET ${ROOT}`]: () => ({ data: { ...waiting, conversation: withMira } }),
      [`POST ${ROOT}/seen`]: () => ({ data: {} }),
      [`POST ${ROOT}/release`]: () => ({
        status,
        data: { error: { code: "unavailable", message: "Not now." }, conversation: withMira },
      }),
    });
    const user = open();
    await user.click(await screen.findByRole("button", { name: "Hand back" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Message to the shopper"), "Bye!");
    await user.click(dialog.getByRole("button", { name: "Hand back" }));
    expect(await screen.findByText("Not now.")).toBeDefined();
    expect(dialog.getByLabelText("Message to the shopper")).toHaveProperty("value", "Bye!");
    status = 409;
    await user.click(dialog.getByRole("button", { name: "Hand back" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  describe("handed back with a message that nobody has answered", () => {
    const handBack = async (andThen: (user: ReturnType<typeof open>) => Promise<void>) => {
      const asks = publicRow(6, 9, { body: { kind: "text", text: "And my refund?", sources: [] } });
      const answer = publicRow(5, 8, { author: { role: "agent", name: "Mira" } });
      const events = [...waiting.events, stateRow(4, 7, "human"), answer, asks];
      const asked = serve({
        [`GET ${ROOT}`]: () => ({ data: { ...waiting, conversation: withMira, events } }),
        [`POST ${ROOT}/seen`]: () => ({ data: {} }),
        [`POST ${ROOT}/release`]: () => ({ data: { conversation: waiting.conversation } }),
      });
      const user = open();
      await user.click(await screen.findByRole("button", { name: "Hand back" }));
      const dialog = within(await screen.findByRole("dialog"));
      expect(dialog.getByText("And my refund?")).toBeDefined();
      await andThen(user);
      await user.click(dialog.getByRole("button", { name: "Hand back" }));
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
      return asked.find((one) => one.what.endsWith("/release"))?.body;
    };

    it("lets the bot answer what came after the dialog opened, and nothing else", async () => {
      expect(await handBack(async () => {})).toEqual({ version: 4, bot_answers_after: 6 });
    });

    it("lets the bot answer that one, too, when it is told to", async () => {
      const body = await handBack((user) => user.click(screen.getByRole("checkbox")));
      expect(body).toEqual({ version: 4, bot_answers_after: 5 });
    });
  });
});
