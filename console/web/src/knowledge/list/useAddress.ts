import { useRef } from "react";
import { useSearchParams } from "react-router";

export type ChangeAddress = (
  make: (known: URLSearchParams) => URLSearchParams,
  options?: { readonly replace?: boolean },
) => void;

/** The address's filters. Two changes in a row, the first not yet shown, both count. */
export function useAddress(): readonly [URLSearchParams, ChangeAddress] {
  const [address, setAddress] = useSearchParams();
  const shown = useRef(address);
  const wanted = useRef(address);
  if (shown.current !== address) {
    shown.current = address;
    wanted.current = address;
  }
  const change: ChangeAddress = (make, options) => {
    wanted.current = make(wanted.current);
    setAddress(wanted.current, options);
  };
  return [address, change];
}
