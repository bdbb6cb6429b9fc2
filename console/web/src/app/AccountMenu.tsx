import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { AlertsDialog } from "../alerts/AlertsDialog.tsx";
import { words as alertWords } from "../alerts/words.ts";
import { messageOf } from "../api/http.ts";
import { AvailabilityChoice } from "../availability/AvailabilityChoice.tsx";
import { AvailabilityDot } from "../availability/AvailabilityDot.tsx";
import { useActivity } from "../availability/useActivity.ts";
import { useLive } from "../live/LiveProvider.tsx";
import { changeLanguage, LANGUAGES, language } from "../locales/language.ts";
import { useAgent, useSignOut } from "../session/session.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { notices } from "../ui/notices.ts";
import { keepTheme, readTheme, type Theme } from "./theme.ts";
import { words } from "./words.ts";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

export function AccountMenu() {
  const agent = useAgent();
  const signOut = useSignOut();
  const state = useLive((live) => live.agents.find((one) => one.id === agent.id)?.state ?? "off");
  useActivity();
  const [theme, setTheme] = useState(() => readTheme());
  const [alerts, setAlerts] = useState(false);
  const change = (next: string) => {
    const known = THEMES.find((one) => one === next) ?? "system";
    keepTheme(known);
    setTheme(known);
  };
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="account">
          <Avatar name={agent.name} size="sm" />
          <span className="sr-only">{words.accountOf}</span>
          <span className="account__name">{agent.name}</span>
          <AvailabilityDot state={state} />
          <Icon name="chevron" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" sideOffset={6} align="start" collisionPadding={8}>
            <DropdownMenu.Label className="menu__label">
              {agent.email}
              <br />
              {words.roles[agent.role]}
            </DropdownMenu.Label>
            <DropdownMenu.Separator className="menu__line" />
            <AvailabilityChoice />
            <DropdownMenu.Separator className="menu__line" />
            <DropdownMenu.RadioGroup value={theme} onValueChange={change} aria-label={words.theme}>
              {THEMES.map((one) => (
                <Choice key={one} value={one} title={words.themes[one]} />
              ))}
            </DropdownMenu.RadioGroup>
            <DropdownMenu.Separator className="menu__line" />
            <DropdownMenu.RadioGroup value={language} aria-label={words.language}>
              {LANGUAGES.map(({ id, title }) => (
                <Choice key={id} value={id} title={title} onSelect={() => changeLanguage(id)} />
              ))}
            </DropdownMenu.RadioGroup>
            <DropdownMenu.Separator className="menu__line" />
            <DropdownMenu.Item className="menu__item" onSelect={() => setAlerts(true)}>
              <span className="menu__mark">
                <Icon name="bell" />
              </span>
              {alertWords.menu}
            </DropdownMenu.Item>
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
              {words.signOut}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {alerts && <AlertsDialog onClose={() => setAlerts(false)} />}
    </>
  );
}

function Choice(props: { value: string; title: string; onSelect?: () => void }) {
  return (
    <DropdownMenu.RadioItem
      value={props.value}
      className="menu__item"
      {...(props.onSelect && { onSelect: props.onSelect })}
    >
      <span className="menu__mark">
        <DropdownMenu.ItemIndicator>
          <Icon name="check" />
        </DropdownMenu.ItemIndicator>
      </span>
      {props.title}
    </DropdownMenu.RadioItem>
  );
}
