import type { ComponentProps } from "react";
import { Icon, type IconName } from "./Icon.tsx";

interface Props extends ComponentProps<"button"> {
  readonly tone?: "plain" | "primary" | "quiet" | "danger";
  readonly icon?: IconName;
  readonly busy?: boolean;
  /** A key that does the same, shown at the end. */
  readonly hint?: string;
}

export function Button({
  tone = "plain",
  icon,
  busy = false,
  hint,
  className = "",
  children,
  disabled,
  type = "button",
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      className={`button button--${tone} ${className}`}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    >
      {icon && <Icon name={icon} />}
      {children}
      {hint && (
        <span className="button__hint" aria-hidden="true">
          {hint}
        </span>
      )}
    </button>
  );
}
