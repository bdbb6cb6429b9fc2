import { Tooltip } from "radix-ui";
import type { ComponentProps } from "react";
import { Icon, type IconName } from "./Icon.tsx";

interface Props extends Omit<ComponentProps<"button">, "children"> {
  readonly icon: IconName;
  readonly label: string;
}

/** A button of one icon; its label is read out and shown on hover and focus. */
export function IconButton({ icon, label, className = "", type = "button", ...rest }: Props) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button {...rest} type={type} className={`icon-button ${className}`} aria-label={label}>
          <Icon name={icon} />
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tooltip" sideOffset={6}>
          {label}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
