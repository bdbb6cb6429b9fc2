import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { rememberFocus } from "../../src/ui/came-from.ts";
import { Dialog } from "../../src/ui/Dialog.tsx";

function Page() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Files
      </button>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger>More</DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content>
            <DropdownMenu.Item onSelect={() => setOpen(true)}>Snooze</DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <Dialog open={open} onClose={() => setOpen(false)} title="A question">
        <input aria-label="Answer" />
      </Dialog>
    </>
  );
}

describe("a dialog that is closed", () => {
  beforeAll(() => rememberFocus(document));
  afterEach(cleanup);

  it("gives the focus back to the button that opened it", async () => {
    render(<Page />);
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Files" }));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Files"));
  });

  it("gives it back to the menu's button when it came from a menu", async () => {
    render(<Page />);
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "More" }));
    await user.click(screen.getByRole("menuitem", { name: "Snooze" }));
    await screen.findByRole("dialog");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("More"));
  });
});
