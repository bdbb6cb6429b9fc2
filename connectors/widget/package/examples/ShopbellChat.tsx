import { useEffect, useRef } from "react";
import { loadShopbell, type ShopbellPage } from "shopbell";

interface Props {
  readonly server: string;
  readonly site: string;
  /** What the shopper looks at now; give the same object for the same page. */
  readonly page?: ShopbellPage;
  /** From the shop's server, for who is signed in; null for nobody. */
  readonly identity?: string | null;
}

/** Once, near the root of the application; routes need nothing more. */
export function ShopbellChat({ server, site, page, identity }: Props) {
  useEffect(() => {
    void loadShopbell({ server, site }).then((chat) => chat.setPage(page ?? {}));
  }, [server, site, page]);

  // Who was never signed in is not signed out: that would end their conversation.
  const signedIn = useRef(false);
  useEffect(() => {
    const before = signedIn.current;
    signedIn.current = Boolean(identity);
    if (!identity && !before) return;
    void loadShopbell({ server, site }).then((chat) =>
      identity ? chat.identify(identity) : chat.logout(),
    );
  }, [server, site, identity]);
  return null;
}
