/** @type {Promise<import("./index.d.ts").Shopbell> | null} */
let loading = null;
let policy = null;

/** @param {import("./index.d.ts").LoadOptions} options */
export function loadShopbell(options) {
  loading ??= load(options).catch((problem) => {
    loading = null;
    throw problem;
  });
  return loading.then((api) => {
    if (window.shopbell) return api;
    // It was taken out of the page with `destroy`.
    loading = null;
    return loadShopbell(options);
  });
}

function load({ server, site, locale, theme }) {
  return new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = trusted(new URL("/widget.js", server).href);
    script.async = true;
    script.dataset.site = site;
    if (locale) script.dataset.locale = locale;
    if (theme) script.dataset.theme = theme;
    script.onload = () => done(window.shopbell);
    script.onerror = () => {
      script.remove();
      fail(new Error(`Shopbell could not be loaded from ${server}`));
    };
    document.head.append(script);
  });
}

/** Pages with `require-trusted-types-for 'script'` allow the policy `shopbell`. */
function trusted(url) {
  if (!window.trustedTypes) return url;
  policy ??= window.trustedTypes.createPolicy("shopbell", { createScriptURL: (text) => text });
  return policy.createScriptURL(url);
}
