import { DropdownMenu } from "radix-ui";
import type { Person } from "../api/types.ts";
import { Icon } from "../ui/Icon.tsx";

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
      <DropdownMenu.Trigger className="icon-button" aria-label={`More for ${person.name}`}>
        <Icon name="more" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          {!disabled && (
            <DropdownMenu.Item className="menu__item" onSelect={onLink}>
              {person.state === "invited" ? "Send the invitation again" : "Send a password link"}
            </DropdownMenu.Item>
          )}
          {disabled ? (
            <DropdownMenu.Item className="menu__item" onSelect={onEnable}>
              Enable
            </DropdownMenu.Item>
          ) : (
            <DropdownMenu.Item
              className="menu__item menu__item--danger"
              disabled={isMe}
              onSelect={onDisable}
            >
              Disable
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
