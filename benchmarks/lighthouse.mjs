// Lighthouse's accessibility score of the demo shop's page: as it loads, with the widget open, in a
// conversation, and of the console's sign-in.
//
//   npm install --prefix FOLDER lighthouse
//   node benchmarks/lighthouse.mjs http://localhost:8000 FOLDER [CHROMIUM [FLAG...]]
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [address, folder, chromium, ...flags] = process.argv.slice(2);
const installed = createRequire(join(resolve(folder), "package.json"));
const load = (name) => import(pathToFileURL(installed.resolve(name)));

const { startFlow } = await load("lighthouse");
const { default: puppeteer } = await load("puppeteer-core");
const browser = await puppeteer.launch({ executablePath: chromium ?? "chromium", args: flags });
const page = await browser.newPage();
const only = { config: { extends: "lighthouse:default", settings: { onlyCategories: ["accessibility"] } } };
const flow = await startFlow(page, only);

await flow.navigate(`${address}/demo`, { name: "the page, widget closed" });
await page.evaluate(() => window.shopbell.open());
await page.waitForSelector("pierce/[role=dialog]");
await flow.snapshot({ name: "widget open, home" });
await page.type("pierce/textarea", "how many days do i have to send something back?");
await page.keyboard.press("Enter");
await new Promise((done) => setTimeout(done, 6000));
await flow.snapshot({ name: "widget open, a conversation" });
await flow.navigate(`${address}/console`, { name: "the console's sign-in" });

const { steps } = await flow.createFlowResult();
for (const { name, lhr } of steps) {
  const { score } = lhr.categories.accessibility;
  console.log(`${Math.round(score * 100)}  ${name}`);
  for (const audit of Object.values(lhr.audits)) {
    if (audit.score === 0) console.log(`     ${audit.id}: ${audit.title}`);
  }
}
await browser.close();
