import { DropdownMenu } from "radix-ui";
import type { Person } from "../api/types.ts";
import { Icon } from "../ui/Icon.tsx";
import { words } from "./words.ts";

interface Props {
  readonly person: Person;
  readonly isMe: boolean;
  readonly onLink: () => void;
  readonly onDisable: () => void;
  readonly onEnable: () => void;
}

export function PersonMenu({ person, isMe, onLink, onDisable, onEnable }: Props) {
  const disabled = person.state === "disabled";
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="icon-button" aria-label={words.more(person.name)}>
        <Icon name="more" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          {!disabled && (
            <DropdownMenu.Item className="menu__item" onSelect={onLink}>
              {person.state === "invited" ? words.sendAgain : words.sendPassword}
            </DropdownMenu.Item>
          )}
          {disabled ? (
            <DropdownMenu.Item className="menu__item" onSelect={onEnable}>
              {words.enable}
            </DropdownMenu.Item>
          ) : (
            <DropdownMenu.Item
              className="menu__item menu__item--danger"
              disabled={isMe}
              onSelect={onDisable}
            >
              {words.disable}
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
