import { DropdownMenu } from "radix-ui";
import { NavLink, useLocation } from "react-router";
import { Icon } from "../ui/Icon.tsx";
import { SHOP_PAGES } from "./pages.ts";
import { words } from "./words.ts";

/** On a phone the bar has no room for the shop's pages: they stand behind its last place. */
export function MoreMenu() {
  const { pathname } = useLocation();
  const here = SHOP_PAGES.some(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return (
    <li className="sidebar__narrow">
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className={`sidebar__link sidebar__more ${here ? "active" : ""}`}>
          <Icon name="more" />
          <span className="sidebar__label">{words.more}</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className="menu" sideOffset={6} align="end" collisionPadding={8}>
          <DropdownMenu.Label className="menu__label">{words.shop}</DropdownMenu.Label>
          {SHOP_PAGES.map(({ to, icon, label }) => (
            <DropdownMenu.Item key={to} asChild>
              <NavLink className="menu__item menu__item--page" to={to}>
                <span className="menu__mark">
                  <Icon name={icon} />
                </span>
                {label}
              </NavLink>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Root>
    </li>
  );
}
