import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { messageOf } from "../api/http.ts";
import { useAgent, useSignOut } from "../session/session.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { notices } from "../ui/notices.ts";
import { keepTheme, readTheme, type Theme } from "./theme.ts";

const THEMES: readonly { readonly id: Theme; readonly title: string }[] = [
  { id: "system", title: "As the system" },
  { id: "light", title: "Light" },
  { id: "dark", title: "Dark" },
];

export function AccountMenu() {
  const agent = useAgent();
  const signOut = useSignOut();
  const [theme, setTheme] = useState(() => readTheme());
  const change = (next: string) => {
    const known = THEMES.find((one) => one.id === next)?.id ?? "system";
    keepTheme(known);
    setTheme(known);
  };
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="account">
        <Avatar name={agent.name} size="sm" />
        <span className="sr-only">Account of</span>
        <span className="account__name">{agent.name}</span>
        <Icon name="chevron" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" sideOffset={6} align="start" collisionPadding={8}>
          <DropdownMenu.Label className="menu__label">
            {agent.email}
            <br />
            {agent.role === "admin" ? "Admin" : "Agent"}
          </DropdownMenu.Label>
          <DropdownMenu.Separator className="menu__line" />
          <DropdownMenu.RadioGroup value={theme} onValueChange={change} aria-label="Theme">
            {THEMES.map((one) => (
              <DropdownMenu.RadioItem key={one.id} value={one.id} className="menu__item">
                <span className="menu__mark">
                  <DropdownMenu.ItemIndicator>
                    <Icon name="check" />
                  </DropdownMenu.ItemIndicator>
                </span>
                {one.title}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="menu__line" />
          <DropdownMenu.Item
            className="menu__item"
            onSelect={() =>
              signOut.mutate(undefined, {
                onError: (problem) => notices.add(messageOf(problem), "attention"),
              })
            }
          >
            <span className="menu__mark">
              <Icon name="signOut" />
            </span>
            Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
